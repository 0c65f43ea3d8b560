"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = JSON.parse(one("#data").textContent);
  const say = (key, slots = {}) => data.w[key].replace(/\{(\w+)\}/g, (_, slot) => slots[slot]);
  const VERDICTS = ["fail", "review", "pass-with-residue", "pass", "not-applicable", "not-assessable", "not-evaluated"];
  const SUM = 0, AT_MOST = 1, QUOTIENT = 2;
  const MAX_BLANKS = 4;

  /** An element with properties, attributes (of names with a dash, and role) and children. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-") || name === "role") element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  }

  // What the document says of itself.

  const target = (id) => document.getElementById("t" + id);

  /** A number alone is four times the id of its element, plus 1 on the right, plus 2 subtracted. */
  function operand(op) {
    const [flags, printed, label, id] = typeof op === "number" ? [op % 4, null, null, Math.floor(op / 4)] : op;
    const element = id == null ? null : target(id);
    const own = printed === null;
    return {
      id, own, element, right: flags % 2 === 1, negative: flags >= 2,
      printed: own ? textOf(element) : printed,
      label: own ? labelOf(element) : label,
    };
  }

  const equation = ([form, verdict, ops, difference], index) => ({ ...(Array.isArray(form) ? { form: QUOTIENT, layout: form } : { form }), verdict, difference, index, ops: ops.map(operand) });

  function textOf(element) {
    const shown = one(":scope > .v", element) ?? element.firstChild;
    return shown && (shown.nodeType === 3 || shown.className === "v") ? shown.textContent.trim() : "";
  }

  /** Row and column of a cell; what a number of the text speaks of; the beginning of a text. */
  function namesOf(element) {
    if (element.tagName !== "TD") return [element.dataset.l ?? element.textContent.slice(0, 24), ""];
    const columns = element.closest("table").dataset.c.split("|");
    let row = element.previousElementSibling;
    while (row && row.tagName !== "TH") row = row.previousElementSibling;
    return [row?.textContent ?? "", columns[element.cellIndex]];
  }

  const labelOf = (element) => namesOf(element).filter(Boolean).join(" · ");
  const titleOf = (element) => one("caption :is(h2, h3, h4, h5)", element.closest("table") ?? make("i"))?.firstChild.textContent ?? "";
  const unitOf = (element) => element.dataset.u ?? element.closest("table")?.dataset.u ?? "";

  /** The sign of an operand in the document, or `=` where it is all of its side. */
  function mark(form, ops, op) {
    const alone = ops.filter((other) => other.right === op.right).length === 1;
    if (form === QUOTIENT && op.right) return "÷";
    if (form === AT_MOST && alone && !op.negative) return op.right ? "≥" : "≤";
    if (alone && !op.negative) return "=";
    return op.negative ? "−" : "+";
  }

  // Lighting up.

  const bar = one("#lit"), said = one("#said");
  const CLASSES = ["lit", "left", "right", "culprit", "at", "picked"];
  let lit = [], from = null, shown = null;

  function off() {
    for (const element of lit) {
      element.classList.remove(...CLASSES);
      element.removeAttribute("data-m");
      element.removeAttribute("aria-current");
    }
    for (const element of all("#number li[aria-current]")) element.removeAttribute("aria-current");
    lit = [];
    bar.hidden = true;
  }

  function shine(element, name) {
    if (!element) return;
    if (!lit.includes(element)) lit.push(element);
    element.classList.add("lit", name);
  }

  /** Lights up the operands of an equation, and what is probably wrong, most strongly. */
  function light({ form = SUM, ops = [], culprits = [], places = [], title, short, back, scroll = true }) {
    off();
    from = back ?? null;
    for (const op of ops.filter((op) => op.element)) {
      shine(op.element, op.right ? "right" : "left");
      if (op.own) op.element.dataset.m = mark(form, ops, op);
    }
    const operands = new Set(lit);
    for (const element of places) if (element && !operands.has(element)) shine(element, "at");
    for (const element of culprits) {
      shine(element, "culprit");
      element?.setAttribute("aria-current", "true");
    }
    const first = [...culprits, ...places, ...lit].find(Boolean);
    if (first && scroll) reveal(first);
    shown = first;
    tell(title, short, culprits.filter(Boolean).length);
  }

  function tell(title, short, culprits) {
    const counts = [say("lit", { n: lit.length })];
    if (culprits) counts.push(say("culprits", { n: culprits }));
    said.textContent = [title, ...counts].join(" · ");
    const legend = (name, key) => (lit.some((e) => e.classList.contains(name)) ? [make("i", { className: name }, say(key))] : []);
    bar.replaceChildren(
      make("span", {}, [short, ...counts].filter(Boolean).join(" · ")),
      ...legend("culprit", "suspect"), ...legend("left", "left"), ...legend("right", "right"),
      ...(lit.length > 1 ? [make("button", { type: "button", onclick: goOn }, say("next"))] : []),
      ...(from ? [make("button", { type: "button", onclick: goBack }, say("back"))] : []),
      make("button", { type: "button", onclick: off }, say("off")),
    );
    bar.hidden = lit.length === 0;
  }

  /** Shows the next thing that is lit, in the order of the document. */
  function goOn() {
    const inOrder = [...lit].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    shown = inOrder[(inOrder.indexOf(shown) + 1) % inOrder.length];
    reveal(shown);
  }

  function goBack() {
    from.scrollIntoView({ block: "nearest" });
    from.focus({ preventScroll: true });
  }

  function reveal(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    element.scrollIntoView({ block: "center", inline: "nearest" });
  }

  // Tabs.

  const panels = all(".panel");
  const tabs = panels.map((panel) => {
    const heading = one("h2", panel);
    heading.classList.add("vh");
    panel.setAttribute("role", "tabpanel");
    panel.tabIndex = 0;
    const tab = make("button", { type: "button", role: "tab", id: panel.id + "-tab", "aria-controls": panel.id }, heading.textContent);
    panel.setAttribute("aria-labelledby", tab.id);
    tab.onclick = () => choose(panel);
    return tab;
  });

  function choose(panel) {
    panels.forEach((other, n) => {
      other.hidden = other !== panel;
      tabs[n].setAttribute("aria-selected", String(other === panel));
      tabs[n].tabIndex = other === panel ? 0 : -1;
    });
  }

  /** Moves the focus among elements with the arrow keys. */
  function move(event, elements, keys) {
    const at = elements.indexOf(event.target);
    const to = { [keys[0]]: at - 1, [keys[1]]: at + 1, Home: 0, End: elements.length - 1 }[event.key];
    if (at < 0 || to === undefined || !elements[to]) return;
    event.preventDefault();
    elements[to].focus();
    return elements[to];
  }

  const list = make("div", { role: "tablist", "aria-label": one("#side").getAttribute("aria-label") }, ...tabs);
  list.onkeydown = (event) => move(event, tabs, ["ArrowLeft", "ArrowRight"])?.click();
  one("#tabs").append(list);
  choose(panels[0]);

  // Findings and residues.

  function lightFinding(box) {
    const found = (box.id[0] === "f" ? data.f : data.r)[Number(box.id.slice(1))];
    const { form, ops } = equation(found.o);
    const elements = (ids) => (ids ?? []).map((id) => (id == null ? null : target(id)));
    const summary = one("summary", box);
    const title = say(box.id[0] === "f" ? "finding" : "residue", { n: Number(box.id.slice(1)) + 1 });
    light({ form, ops, culprits: elements(found.c), places: elements(found.p), title, short: title, back: summary });
  }

  function openFinding(box) {
    for (const other of all(".f[open]")) if (other !== box) other.open = false;
    box.open = true;
    lightFinding(box);
  }

  for (const box of all(".f")) {
    one("summary", box).onclick = (event) => {
      event.preventDefault();
      if (box.open) {
        box.open = false;
        off();
      } else openFinding(box);
    };
  }

  for (const panel of panels) {
    panel.onkeydown = (event) => {
      if (event.target.tagName !== "SUMMARY") return;
      const seen = all("summary", panel).filter((summary) => summary.offsetParent !== null);
      move(event, seen, ["ArrowUp", "ArrowDown"]);
    };
  }

  const filter = one("#filter");
  if (filter) {
    const levels = all("[data-l]", filter), rule = one("#rule"), search = one("#search");
    const apply = () => {
      const off = new Set(levels.filter((b) => b.getAttribute("aria-pressed") === "false").map((b) => b.dataset.l));
      const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const boxes = all("#findings .f");
      let n = 0;
      for (const box of boxes) {
        const text = box.textContent.toLowerCase();
        const fits = !off.has(box.dataset.l) && (!rule.value || box.dataset.k === rule.value) && words.every((word) => text.includes(word));
        box.parentElement.hidden = !fits;
        n += fits;
      }
      for (const group of all("#findings .rule")) group.hidden = !one("li:not([hidden]) > .f", group);
      one("#shown").textContent = say("shown", { n, all: boxes.length });
    };
    for (const level of levels) {
      level.onclick = () => {
        level.setAttribute("aria-pressed", String(level.getAttribute("aria-pressed") === "false"));
        apply();
      };
    }
    rule.onchange = apply;
    search.oninput = apply;
    filter.hidden = false;
    apply();
  }

  // Numbers and their equations.

  const byNumber = new Map();
  data.e.forEach(([, verdict, ops], index) => {
    for (const op of ops) {
      if (typeof op !== "number") continue;
      const id = Math.floor(op / 4);
      const there = byNumber.get(id) ?? [];
      if (there.at(-1) !== index) there.push(index);
      byNumber.set(id, there);
    }
  });
  for (const id of byNumber.keys()) {
    const element = target(id);
    const text = element.firstChild?.nodeType === 3 ? element.firstChild : null;
    const button = make("button", { type: "button", className: "v" }, text ? text.textContent : "");
    if (!text) button.setAttribute("aria-label", say("blank"));
    if (text) text.replaceWith(button);
    else element.prepend(button);
  }
  // One stop of the tabulator for each table; the arrow keys lead from cell to cell.
  for (const table of all("main table[data-c]")) {
    all(".v", table).forEach((button, n) => (button.tabIndex = n ? -1 : 0));
    table.addEventListener("focusin", ({ target: button }) => {
      if (button.className !== "v") return;
      for (const other of all('.v[tabindex="0"]', table)) other.tabIndex = -1;
      button.tabIndex = 0;
    });
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (event.target.className !== "v" || !cell) return;
      const sideways = all(".v", cell.parentElement);
      const below = all(".v", table).filter((other) => other.parentElement.cellIndex === cell.cellIndex);
      move(event, event.key.startsWith("ArrowL") || event.key.startsWith("ArrowR") ? sideways : below,
        event.key.startsWith("ArrowL") || event.key.startsWith("ArrowR") ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"]);
    });
  }

  const number = one("#number");
  let picked = null;

  const sign = (text) => make("span", { className: "sign" }, text);

  /** An operand of a formula, told by what is not the same for all: its unit, table, row, column. */
  function chip(op, differs, self) {
    const blank = op.printed.trim() === "";
    const unit = op.element && op.own && !blank && differs(unitOf) ? " " + unitOf(op.element) : "";
    const facts = op.own ? [titleOf, (e) => namesOf(e)[0], (e) => namesOf(e)[1]] : [];
    const told = facts.filter(differs).map((fact) => fact(op.element)).filter(Boolean).join(" · ");
    const inside = [(blank ? say("blank") : op.printed) + unit, make("small", {}, told || op.label)];
    const name = "op " + (op.right ? "right" : "left") + (op.own && op.id === self ? " self" : "");
    if (!op.element) return make("span", { className: name }, ...inside);
    const go = () => (op.own && op.id !== self ? pick(op.id, true) : reveal(op.element));
    return make("button", { type: "button", className: name, title: op.label, onclick: go }, ...inside);
  }

  function formula({ form, layout, ops }, self) {
    const elements = ops.filter((op) => op.own).map((op) => op.element);
    const differs = (fact) => new Set(elements.map(fact)).size > 1;
    const side = (right) => {
      const there = ops.filter((op) => op.right === right);
      const isBlank = (op) => op.printed.trim() === "" && op.id !== self;
      const blanks = there.filter(isBlank).length;
      const listed = blanks > MAX_BLANKS ? there.filter((op) => !isBlank(op)) : there;
      const parts = listed.map((op, n) => {
        const joint = op.negative ? "−" : n === 0 ? "" : "+";
        return make("span", { className: "pair" }, ...(joint ? [sign(joint)] : []), chip(op, differs, self));
      });
      return blanks > MAX_BLANKS ? [...parts, make("small", {}, say("blanks", { n: blanks }))] : parts;
    };
    // A quotient comes as it is written: signs, and operands by their index.
    const right = ops.filter((op) => op.right);
    const quotient = () => layout.map((piece) => (typeof piece === "number" ? chip(right[piece], differs, self) : sign(piece.trim())));
    const isKnown = !layout || layout.some((piece) => String(piece).includes("÷"));
    const between = isKnown ? sign(form === AT_MOST ? "≤" : "=") : make("small", {}, say("from"));
    return make("div", { className: "ops2" }, ...side(false), between, ...(layout ? quotient() : side(true)));
  }

  const labelOfEquation = (index) => one("#e" + index).firstChild.textContent;

  function lightEquation(index, { item, scroll }) {
    const whole = equation(data.e[index], index);
    light({ ...whole, title: labelOfEquation(index), back: item ? null : one("#e" + index + " button"), scroll });
    if (item) item.setAttribute("aria-current", "true");
    if (picked !== null && item) shine(target(picked), "picked");
  }

  /** Shows every equation that a number takes part in, what fails first. */
  function pick(id, scroll) {
    picked = id;
    const element = target(id);
    const indices = [...byNumber.get(id)].sort((a, b) => data.e[a][1] - data.e[b][1] || a - b);
    const items = indices.map((index) => {
      const whole = equation(data.e[index], index);
      const verdict = VERDICTS[whole.verdict];
      const label = labelOfEquation(index);
      const item = make("li", {});
      item.append(
        make("span", { className: "b " + verdict }, data.v[whole.verdict]), " ",
        make("button", { type: "button", className: "eq", "aria-label": say("show", { label }), onclick: () => lightEquation(index, { item, scroll: true }) }, label),
        ...(whole.difference ? [make("small", {}, say("difference") + " " + whole.difference)] : []),
        formula(whole, id),
      );
      return item;
    });
    const text = textOf(element) || say("blank");
    const unit = textOf(element) ? " " + unitOf(element) : "";
    const heading = make("h2", { id: "number-h", tabIndex: -1 }, text + unit);
    const where = [titleOf(element), labelOf(element), say("equations", { n: items.length })].filter(Boolean).join(" · ");
    number.replaceChildren(
      make("div", { className: "top" }, heading, make("button", { type: "button", className: "x", onclick: close }, say("close"))),
      make("small", {}, where),
      make("ol", {}, ...items),
    );
    number.hidden = false;
    number.scrollTop = 0;
    lightEquation(indices[0], { item: items[0], scroll: false });
    if (scroll) reveal(element);
    else element.scrollIntoView({ block: "nearest", inline: "nearest" });
    heading.focus({ preventScroll: true });
  }

  function close() {
    number.hidden = true;
    off();
    const button = picked === null ? null : one(".v", target(picked));
    picked = null;
    button?.focus({ preventScroll: true });
  }

  // Equations of the coverage light up as those of a number do.
  for (const group of all("#coverage details.verdict")) {
    group.addEventListener("toggle", () => {
      for (const item of all("li[id]:not([data-on])", group)) {
        const index = Number(item.id.slice(1));
        item.dataset.on = "";
        if (!data.e[index][2].length) continue;
        const text = item.firstChild;
        text.replaceWith(make("button", { type: "button", className: "eq", onclick: () => lightEquation(index, { scroll: true }) }, text.textContent));
      }
    });
  }

  // Ways through the page.

  document.addEventListener("click", (event) => {
    const number = event.target.closest("main .v");
    if (number) return pick(Number(number.parentElement.id.slice(1)), false);
    const link = event.target.closest('a[href^="#"]');
    if (link && follow(link.hash)) event.preventDefault();
  });

  /** Goes to a finding or to an element of the document. */
  function follow(hash) {
    const element = document.getElementById(hash.slice(1));
    if (!element) return false;
    if (element.matches(".f")) {
      choose(element.closest(".panel"));
      element.parentElement.hidden = false;
      if (element.closest(".rule")) element.closest(".rule").hidden = false;
      openFinding(element);
      element.scrollIntoView({ block: "nearest" });
      one("summary", element).focus({ preventScroll: true });
    } else if (element.id === "doc") element.focus();
    else {
      shine(element, "picked");
      reveal(element);
    }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (number.hidden) off();
    else close();
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    off();
    opened = all(".f:not([open])");
    for (const box of opened) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of opened) box.open = false;
  });

  document.documentElement.classList.add("js");
  if (/^#[fr]\d+$/.test(location.hash)) follow(location.hash);
})();
