// Names that the scripts of Phoenix and LiveView define.
const token = document.querySelector("meta[name='csrf-token']").getAttribute("content");
new LiveView.LiveSocket("/live", Phoenix.Socket, { params: { _csrf_token: token } }).connect();
