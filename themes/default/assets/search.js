// The search. The index of the page's language is fetched when the reader begins to look for something. Words and filters stand in the
// address, so that a search can be shared and survives a reload, and the count is announced (WCAG 2.2, SC 4.1.3).

const form = document.querySelector("form[data-search]");
const input = form.querySelector("[type=search]");
const selects = [...form.querySelectorAll("select")];
const status = form.querySelector("[role=status]");
const list = document.querySelector("[data-search-results]");
const more = document.querySelector("[data-search-more]");
const numbers = new Intl.NumberFormat(document.documentElement.lang);

/** How many results are shown at once. */
const STEP = 10;
/** How long the reader pauses before what is written so far is looked for, in milliseconds. */
const PAUSE = 250;

let engine;
let latest = 0;
let pause;

/** The search engine; once. */
function load() {
  engine ??= import(new URL(`${form.dataset.index}pagefind.js`, location.href).href);
  return engine;
}

/** What was chosen in a filter, as its option calls it. */
function labelOf(name, value) {
  const select = selects.find((select) => select.name === name);
  return [...(select?.options ?? [])].find((option) => option.value === value)?.dataset.label;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** An excerpt with the words that were found marked. Nothing else of its HTML is taken over. */
function excerpt(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent,
  );
}

function entry(page) {
  const link = element("a", "", page.meta.title);
  link.href = form.dataset.root + page.raw_url.replace(/^\//, "");
  const found = element("li", "", element("p", "card-title", link));
  const labels = ["collection", "status"].map((name) => labelOf(name, page.filters[name]?.[0])).filter(Boolean);
  if (labels.length) found.append(element("p", "details", ...labels.map((label) => element("span", "", label))));
  found.append(element("p", "card-summary", ...excerpt(page.excerpt)));
  return found;
}

/** Puts values into a text of the page. */
function say(text, values) {
  status.textContent = text.replace(/\{(words|count)\}/g, (_, name) => values[name]);
}

/** Shows the next results, and moves the focus to the first of them where the reader asked for more. */
async function show(search, results, { isMore }) {
  const shown = isMore ? list.children.length : 0;
  const pages = await Promise.all(results.slice(shown, shown + STEP).map((result) => result.data()));
  if (search !== latest) return;
  if (!isMore) list.replaceChildren();
  list.append(...pages.map(entry));
  more.hidden = list.children.length >= results.length;
  more.firstElementChild.onclick = () => show(search, results, { isMore: true });
  if (isMore) list.children[shown]?.querySelector("a").focus();
}

/** Looks for what the form says now. */
async function look() {
  clearTimeout(pause);
  const search = ++latest;
  const words = input.value.trim();
  if (!words) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    return;
  }
  try {
    const { search: find } = await load();
    const chosen = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    const { results } = await find(words, { filters: Object.fromEntries(chosen) });
    if (search !== latest) return;
    await show(search, results, { isMore: false });
    if (search !== latest) return;
    const { count, none } = form.dataset;
    say(results.length ? count : none, { words, count: numbers.format(results.length) });
  } catch {
    if (search === latest) status.textContent = form.dataset.failed;
  }
}

/** Takes words and filters from the address. A value that no filter has chooses everything. */
function read() {
  const query = new URLSearchParams(location.search);
  input.value = query.get("q") ?? "";
  for (const select of selects) {
    select.value = query.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
  look();
}

/** Puts them into the address. */
function write() {
  const query = new URLSearchParams();
  for (const { name, value } of [input, ...selects]) if (value.trim()) query.set(name, value.trim());
  const search = query.toString();
  history.replaceState(null, "", `${location.pathname}${search ? `?${search}` : ""}`);
  look();
}

input.addEventListener("focus", () => load().catch(() => {}), { once: true });
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(write, PAUSE);
});
form.addEventListener("change", write);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  write();
});
addEventListener("popstate", read);
addEventListener("pageshow", (event) => event.persisted && read());
document.querySelector("[data-search-without]").hidden = true;
form.hidden = false;
read();
