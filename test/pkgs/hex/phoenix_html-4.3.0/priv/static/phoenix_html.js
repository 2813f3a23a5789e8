// Asks before a link is followed that says so.
window.addEventListener("phoenix.link.click", function (event) {
  var message = event.target.getAttribute("data-confirm");
  if (message && !window.confirm(message)) event.preventDefault();
});
