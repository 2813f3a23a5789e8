// The page's own program: search, details, zoom, keyboard. Without it the picture is there all the same.
(() => {
  const { nodes, edges } = JSON.parse(document.getElementById("graph").textContent);
  const svg = document.querySelector("main svg");
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const panel = document.querySelector("aside");
  const drawn = [...svg.querySelectorAll(".node")];
  const lines = [...svg.querySelectorAll(".edge")];
  const sources = nodes.map(() => []);
  const users = nodes.map(() => []);
  for (const [from, to] of edges) {
    sources[to].push(from);
    users[from].push(to);
  }

  // The part of the picture that is seen.
  const [, , fullWidth, fullHeight] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  let view = { x: 0, y: 0, width: fullWidth, height: fullHeight };
  const show = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  const fit = () => {
    view = { x: 0, y: 0, width: fullWidth, height: fullHeight };
    show();
  };
  const scale = () => Math.max(view.width / svg.clientWidth, view.height / svg.clientHeight);
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const zoom = (factor, [x, y] = [view.x + view.width / 2, view.y + view.height / 2]) => {
    const width = Math.min(fullWidth * 4, Math.max(80, view.width * factor));
    const by = width / view.width;
    view = { x: x - (x - view.x) * by, y: y - (y - view.y) * by, width, height: view.height * by };
    show();
  };
  const boxes = drawn.map((node) => node.transform.baseVal.consolidate().matrix);
  const centre = (index) => {
    const rect = drawn[index].querySelector("rect");
    const width = Number(rect.getAttribute("width"));
    // Near enough to be read, and no nearer than it is.
    const wide = Math.min(view.width, Math.max(700, width * 4));
    const high = (wide * view.height) / view.width;
    view = { x: boxes[index].e + width / 2 - wide / 2, y: boxes[index].f + 12 - high / 2, width: wide, height: high };
    show();
  };

  let picked = null;
  const reach = (start, next) => {
    const found = new Set([start]);
    for (const index of found) for (const other of next[index]) found.add(other);
    return found;
  };
  const pick = (index) => {
    picked = index;
    svg.classList.toggle("picked", index !== null);
    const below = index === null ? new Set() : reach(index, sources);
    const above = index === null ? new Set() : reach(index, users);
    drawn.forEach((node, each) => {
      node.classList.toggle("near", below.has(each) || above.has(each));
      node.classList.toggle("self", each === index);
    });
    for (const line of lines) {
      const [from, to] = [Number(line.dataset.from), Number(line.dataset.to)];
      line.classList.toggle("near", (below.has(from) && below.has(to)) || (above.has(from) && above.has(to)));
    }
    details(index);
    history.replaceState(
      null,
      "",
      index === null ? location.pathname + location.search : `#${encodeURIComponent(nodes[index].id)}`,
    );
  };

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };
  const list = (title, all) => {
    if (all.length === 0) return;
    element("h3", `${title} (${all.length})`, panel);
    const items = element("ul", "", panel);
    for (const index of [...all].sort((one, other) => nodes[one].text.localeCompare(nodes[other].text))) {
      const button = element("button", nodes[index].text, element("li", "", items));
      button.type = "button";
      button.addEventListener("click", () => {
        pick(index);
        centre(index);
        svg.focus();
      });
    }
  };
  const details = (index) => {
    panel.replaceChildren();
    panel.hidden = index === null;
    if (index === null) return;
    const { text, kind, details: rows, why } = nodes[index];
    element("h2", text, panel);
    const table = element("dl", "", panel);
    for (const [name, value] of [["kind", kind], ...rows, ...(why ? [["built again", why]] : [])]) {
      element("dt", name, table);
      element("dd", value, table);
    }
    list("made of", sources[index]);
    list("needed by", users[index]);
    const every = reach(index, users).size - 1;
    if (every > users[index].length) element("p", `A change builds ${every} more again.`, panel);
  };

  let hits = [];
  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    hits =
      words.length === 0
        ? []
        : nodes.flatMap(({ text, kind }, index) =>
            words.every((word) => `${kind} ${text}`.toLowerCase().includes(word)) ? [index] : [],
          );
    svg.classList.toggle("searched", words.length > 0);
    drawn.forEach((node, index) => node.classList.toggle("hit", hits.includes(index)));
    count.textContent = words.length === 0 ? "" : `${hits.length} found`;
  };
  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || hits.length === 0) return;
    const next = hits[(hits.indexOf(picked) + (event.shiftKey ? hits.length - 1 : 1)) % hits.length];
    pick(next);
    centre(next);
  });

  const nearest = (up) => {
    const column = boxes.flatMap((box, index) =>
      box.e === boxes[picked].e && index !== picked && box.f < boxes[picked].f === up ? [index] : [],
    );
    return column.sort(
      (one, other) => Math.abs(boxes[one].f - boxes[picked].f) - Math.abs(boxes[other].f - boxes[picked].f),
    )[0];
  };
  const keys = {
    "+": () => zoom(0.8),
    "=": () => zoom(0.8),
    "-": () => zoom(1.25),
    0: fit,
    "/": () => search.focus(),
    Escape: () => {
      search.value = "";
      find();
      pick(null);
    },
  };
  const moves = {
    ArrowLeft: () => sources[picked][0],
    ArrowRight: () => users[picked][0],
    ArrowUp: () => nearest(true),
    ArrowDown: () => nearest(false),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search && event.key !== "Escape") return;
    const move = moves[event.key];
    if (move !== undefined) {
      const next = picked === null ? nodes.findIndex(({ kind }) => kind === "release") : move();
      if (next === undefined || next < 0) return;
      pick(next);
      centre(next);
    } else if (keys[event.key] !== undefined) keys[event.key]();
    else return;
    event.preventDefault();
  });
  document.getElementById("nearer").addEventListener("click", () => zoom(0.8));
  document.getElementById("farther").addEventListener("click", () => zoom(1.25));
  document.getElementById("fit").addEventListener("click", fit);

  svg.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.12 : 0.89, at(event));
    },
    { passive: false },
  );
  let drag = null;
  svg.addEventListener("pointerdown", (event) => {
    drag = { x: event.clientX, y: event.clientY, view, moved: false };
    svg.setPointerCapture(event.pointerId);
    drag.node = event.target.closest(".node");
  });
  svg.addEventListener("pointermove", (event) => {
    if (drag === null) return;
    const by = scale();
    const [x, y] = [(event.clientX - drag.x) * by, (event.clientY - drag.y) * by];
    if (Math.abs(x) + Math.abs(y) > 4 * by) drag.moved = true;
    if (!drag.moved) return;
    svg.classList.add("dragging");
    view = { ...drag.view, x: drag.view.x - x, y: drag.view.y - y };
    show();
  });
  svg.addEventListener("pointerup", () => {
    svg.classList.remove("dragging");
    if (drag !== null && !drag.moved) pick(drag.node === null ? null : Number(drag.node.dataset.node));
    drag = null;
  });

  const wanted = decodeURIComponent(location.hash.slice(1));
  const start = nodes.findIndex(({ id }) => id === wanted);
  if (start >= 0) {
    pick(start);
    centre(start);
  }
})();
