// Draws the charts of the report from the numbers in the page, with d3. Every chart can be read with a mouse, a finger or the arrow
// keys, and taken along as an image or as numbers. Numbers come rounded; 0 of a count stands for fewer than 5.
"use strict";
(() => {
const page = JSON.parse(document.getElementById("data").textContent);
const dutch = page.language === "nl";
const dates = page.moments.map(text => new Date(text + "T00:00:00Z"));
const INK = "#1f2328", SOFT = "#565c64", BLUE = "#0b3a6b", HALF = "#82b3de", NINE = "#c3daf0", ORANGE = "#983c04", ORANGE_BAND = "#f0d9c8";
const PARTS = ["#0b3a6b", "#e0a458", "#82b3de", "#983c04", "#5a7d5a", "#c9c9c9", "#6b4c7a", "#2f2f2f", "#b8d8c8"];
const LINES = [[BLUE, ""], ["#4a86b8", "2 3"], ["#4a86b8", "6 3"], ["#4a86b8", "10 3 2 3"], [ORANGE, "7 3"]];

// ---- words and numbers ----

const number = (value, decimals = 0) => {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, dutch ? "." : ",");
  return (value < 0 ? "−" : "") + grouped + (rest ? (dutch ? "," : ".") + rest : "");
};
const shown = (value, counts) => value === null || value === undefined ? "–" : counts && value === 0 ? page.words.fewer : number(value, Number.isInteger(value) ? 0 : 1);
const day = date => `${date.getUTCDate()} ${page.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
const month = date => `${page.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;

// ---- a place to draw ----

// As wide as there is room, so that letters are as large on a phone as on a desk; on paper always as wide as a page.
const short = document.body.classList.contains("short"), PAPER = short ? 420 : 720;       // two beside each other
let onPaper = false;
function canvas(figure, height, title, least = 280) {
  const box = figure.querySelector(".drawing");
  box.textContent = "";
  const room = onPaper ? PAPER : Math.round(box.clientWidth || 900), width = Math.max(least, room);
  const legend = d3.select(box).append("ul").attr("class", "legend");
  const svg = d3.select(box).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("xmlns", "http://www.w3.org/2000/svg")
    .attr("role", "slider").attr("tabindex", 0).attr("aria-valuemin", 1).attr("aria-valuemax", 1).attr("aria-valuenow", 1).attr("font-family", "system-ui, 'DejaVu Sans', Arial, sans-serif");
  if (width > room && !onPaper) svg.style("width", `${width}px`);
  svg.append("rect").attr("width", width).attr("height", height).attr("fill", "#ffffff");
  const readout = d3.select(box).append("p").attr("class", "readout");
  name(svg, title);
  return {box, svg, legend, readout, width, height};
}

function name(svg, title) { svg.attr("aria-label", page.words.drawing.replace("{title}", title)); }

function entry(legend, text, draw) {
  const item = legend.append("li");
  draw(item.append("svg").attr("viewBox", "0 0 27 14").attr("aria-hidden", "true"));
  item.append("span").text(text);
}
const swatch = (fill, stroke) => svg => svg.append("rect").attr("width", 27).attr("height", 14).attr("fill", fill).attr("stroke", stroke || "none");
const stroke = (colour, dashes) => svg => svg.append("line").attr("x2", 27).attr("y1", 7).attr("y2", 7).attr("stroke", colour).attr("stroke-width", 3).attr("stroke-dasharray", dashes || null);
const dot = colour => svg => svg.append("circle").attr("cx", 13).attr("cy", 7).attr("r", 5).attr("fill", colour).attr("stroke", "#fff");

function axes(place, x, y, margin, unit) {
  const {svg, width, height} = place;
  const years = dates.filter(date => date.getUTCMonth() === 0);
  const across = svg.append("g").attr("class", "axis").attr("aria-hidden", "true");
  for (const tick of y.ticks(5)) {
    across.append("line").attr("x1", margin.left).attr("x2", width - margin.right).attr("y1", y(tick)).attr("y2", y(tick)).attr("stroke", tick === 0 ? SOFT : "#dfe3e7");
    across.append("text").attr("x", margin.left - 6).attr("y", y(tick) + 4).attr("text-anchor", "end").attr("fill", SOFT).text(number(tick));
  }
  for (const date of years.length > 1 ? years : [dates[0], dates[dates.length - 1]]) {
    across.append("line").attr("x1", x(date)).attr("x2", x(date)).attr("y1", height - margin.bottom).attr("y2", height - margin.bottom + 5).attr("stroke", SOFT);
    across.append("text").attr("x", x(date)).attr("y", height - margin.bottom + 18).attr("text-anchor", "middle").attr("fill", SOFT).text(years.length > 1 ? date.getUTCFullYear() : month(date));
  }
  across.append("text").attr("x", margin.left - 6).attr("y", margin.top - 10).attr("text-anchor", "start").attr("dx", -margin.left + 8).attr("fill", SOFT).text(unit);
}

// A line that follows the pointer or the arrow keys, and says what is there.
function reading(place, x, points, margin, tell) {
  const {svg, box, readout, width, height} = place;
  const mark = svg.append("line").attr("y1", margin.top).attr("y2", height - margin.bottom).attr("stroke", INK).attr("stroke-dasharray", "2 2").attr("visibility", "hidden");
  let at = -1;
  const show = index => {
    at = Math.max(0, Math.min(points.length - 1, index));
    mark.attr("visibility", null).attr("x1", x(points[at])).attr("x2", x(points[at]));
    readout.text(tell(at));
  };
  svg.on("pointermove pointerdown", function () {
    const where = d3.clientPoint(this, d3.event)[0];
    show(d3.scan(points, (first, second) => Math.abs(x(first) - where) - Math.abs(x(second) - where)));
  });
  keys(place, () => at, points.length, show);
  d3.select(box).append("p").attr("class", "hint").text(page.words.keys);
}

// To who does not see it a chart is a slider: the arrow keys move along it, and its value is what stands under it.
function keys(place, at, length, show) {
  const {svg, readout} = place;
  const tell = index => { show(index); svg.attr("aria-valuenow", at() + 1).attr("aria-valuetext", readout.text()); };
  svg.attr("aria-valuemax", length);
  svg.on("keydown", () => {
    const steps = {ArrowRight: at() + 1, ArrowLeft: at() - 1, Home: 0, End: length - 1};
    if (!(d3.event.key in steps)) return;
    d3.event.preventDefault();
    tell(at() < 0 && d3.event.key !== "End" ? 0 : steps[d3.event.key]);
  });
}

function scaleOver(values, width, height, margin) {
  const [least, most] = d3.extent(values.filter(value => value !== null && value !== undefined));
  const y = d3.scaleLinear().domain([Math.min(0, least || 0), Math.max(1, most || 1)]).nice(5).range([height - margin.bottom, margin.top]);
  return [d3.scaleUtc().domain([dates[0], dates[dates.length - 1]]).range([margin.left, width - margin.right]), y];
}

function lineOfToday(place, x, margin) {
  const today = new Date(page.today + "T00:00:00Z");
  if (today <= dates[0] || today >= dates[dates.length - 1]) return;
  const {svg, height, width} = place;
  svg.append("line").attr("x1", x(today)).attr("x2", x(today)).attr("y1", margin.top - 4).attr("y2", height - margin.bottom).attr("stroke", SOFT).attr("stroke-dasharray", "1 3").attr("stroke-width", 1.5);
  const late = x(today) > width * 0.7;
  svg.append("text").attr("x", x(today) + (late ? -5 : 5)).attr("y", margin.top + 4).attr("text-anchor", late ? "end" : "start").attr("font-size", 11).text(page.words.today.replace("{date}", page.todayText))
    .attr("stroke", "#fff").attr("stroke-width", 3).attr("paint-order", "stroke");
}

const roomFor = width => ({top: 30, right: 14, bottom: 26, left: width < 500 ? 52 : 62});

// ---- a fan: median and bands over time, beside places or a duty ----

function fan(figure, chart, chosen) {
  const option = chart.options[chosen], title = `${chart.title}, ${option.label}`;
  const place = canvas(figure, (onPaper ? 270 : 330) - (short ? 115 : 0), title), margin = roomFor(place.width), points = dates.slice(0, option.bands[0].length);
  const against = option.against, actuals = (option.actuals || []).map(([text, value]) => [new Date(text + "T00:00:00Z"), value]);
  const [x, y] = scaleOver([...option.bands.flat(), ...(against ? [...against.values, ...(against.high || [])] : []), ...actuals.map(pair => pair[1])], place.width, place.height, margin);
  axes(place, x, y, margin, option.unit);
  const area = (low, high) => d3.area().defined((_, index) => low[index] !== null).x((_, index) => x(points[index])).y0((_, index) => y(low[index])).y1((_, index) => y(high[index]))(points);
  const line = values => d3.line().defined(value => value !== null).x((_, index) => x(points[index])).y(value => y(value))(values);
  const steps = values => d3.line().curve(d3.curveStepAfter).defined(value => value !== null).x((_, index) => x(points[index])).y(value => y(value))(values);
  const [p05, p25, p50, p75, p95] = option.bands;
  if (against && against.low) place.svg.append("path").attr("d", d3.area().curve(d3.curveStepAfter).x((_, index) => x(points[index])).y0((_, index) => y(against.low[index])).y1((_, index) => y(against.high[index]))(points)).attr("fill", ORANGE_BAND);
  place.svg.append("path").attr("d", area(p05, p95)).attr("fill", NINE).attr("fill-opacity", .85);
  place.svg.append("path").attr("d", area(p25, p75)).attr("fill", HALF);
  if (against) place.svg.append("path").attr("d", steps(against.values)).attr("fill", "none").attr("stroke", ORANGE).attr("stroke-width", 2.5).attr("stroke-dasharray", "7 3");
  place.svg.append("path").attr("d", line(p50)).attr("fill", "none").attr("stroke", BLUE).attr("stroke-width", 3);
  lineOfToday(place, x, margin);
  for (const [date, value] of actuals) place.svg.append("circle").attr("cx", x(date)).attr("cy", y(value)).attr("r", 5).attr("fill", INK).attr("stroke", "#fff").attr("stroke-width", 1.5);
  entry(place.legend, page.words.legend_middle, stroke(BLUE));
  entry(place.legend, page.words.legend_half, swatch(HALF));
  entry(place.legend, page.words.legend_nine, swatch(NINE));
  if (against) entry(place.legend, against.label, stroke(ORANGE, "7 3"));
  if (actuals.length) entry(place.legend, page.words.legend_actual, dot(INK));
  const say = value => shown(value, option.counts);
  reading(place, x, points, margin, at => p50[at] === null ? `${(option.moment ? day : month)(points[at])}: –` :
    `${(option.moment ? day : month)(points[at])}: ${say(p50[at])} ${option.unit} (${say(p05[at])} – ${say(p95[at])})` + (against ? `; ${against.label}: ${number(against.values[at])}` : ""));
  return {title, columns: [page.words.column_date, "p05", "p25", "p50", "p75", "p95", ...(against ? [against.label] : [])],
    rows: points.map((date, index) => [date.toISOString().slice(0, 10), ...option.bands.map(band => band[index]), ...(against ? [against.values[index]] : [])])};
}

// ---- places needed ----

function needed(figure, chart) {
  const area = figure.querySelector("[data-area]").value, wanted = figure.querySelector("[data-provision]");
  for (const option of wanted.options) option.disabled = !chart.sheets.some(sheet => sheet.area === area && sheet.provision === option.value);
  if (wanted.selectedOptions[0].disabled) wanted.value = [...wanted.options].find(option => !option.disabled).value;
  const sheet = chart.sheets.find(each => each.area === area && each.provision === wanted.value), points = dates.slice(1);
  const place = canvas(figure, 330, sheet.title), margin = roomFor(place.width), [x, y] = scaleOver(sheet.lines.flat(), place.width, place.height, margin);
  axes(place, x, y, margin, "");
  sheet.lines.forEach((values, index) => {
    const [colour, dashes] = LINES[index], line = d3.line().x((_, at) => x(points[at])).y(value => y(value));
    place.svg.append("path").attr("d", (index === 4 ? line.curve(d3.curveStepAfter) : line)(values)).attr("fill", "none").attr("stroke", colour).attr("stroke-width", index % 4 ? 1.8 : 3).attr("stroke-dasharray", dashes || null);
    entry(place.legend, chart.labels[index], stroke(colour, dashes));
  });
  lineOfToday(place, x, margin);
  reading(place, x, points, margin, at => `${month(new Date(points[at] - 1))}: ` + chart.labels.map((label, index) => `${label} ${shown(sheet.lines[index][at], true)}`).join("; "));
  figure.querySelector("#capacity-lead").textContent = sheet.lead;
  fill(figure.querySelector("#capacity-table"), sheet);
  return {title: sheet.title, columns: sheet.columns.map(column => column[0]), rows: sheet.rows.map(row => row.map(plain))};
}

function fill(table, sheet) {
  table.classList.add("monthly");                       // on paper each sixth month
  table.caption.textContent = sheet.title;
  table.closest(".scroll").setAttribute("aria-label", sheet.title);
  const classes = sheet.columns.map(([, kind]) => ["count", "share", "number"].includes(kind) ? "number" : "text");
  const cell = (tag, text, at, scope) => { const made = document.createElement(tag); made.textContent = plain(text); made.className = classes[at]; if (scope) made.scope = scope; return made; };
  table.tHead.rows[0].replaceChildren(...sheet.columns.map(([heading], at) => cell("th", heading, at, "col")));
  table.tBodies[0].replaceChildren(...sheet.rows.map(row => { const made = document.createElement("tr"); made.append(...row.map((text, at) => at ? cell("td", text, at) : cell("th", text, at, "row"))); return made; }));
}
const plain = text => { const made = document.createElement("textarea"); made.innerHTML = text; return made.value; };

// ---- costs: a stack for each year ----

function costs(figure, chart) {
  const place = canvas(figure, 340, chart.title), margin = roomFor(place.width), [low, high, mean] = chart.whole;
  const x = d3.scaleBand().domain(chart.years).range([margin.left, place.width - margin.right]).padding(.3);
  const y = d3.scaleLinear().domain([0, d3.max(high)]).nice(5).range([place.height - margin.bottom, margin.top]);
  for (const tick of y.ticks(5)) {
    place.svg.append("line").attr("x1", margin.left).attr("x2", place.width - margin.right).attr("y1", y(tick)).attr("y2", y(tick)).attr("stroke", tick ? "#dfe3e7" : SOFT);
    place.svg.append("text").attr("x", margin.left - 6).attr("y", y(tick) + 4).attr("text-anchor", "end").attr("font-size", 12).text(number(tick));
  }
  place.svg.append("text").attr("x", 2).attr("y", 14).attr("font-size", 12).text(chart.unit);
  const bars = [];
  chart.years.forEach((year, index) => {
    let base = 0;
    chart.parts.forEach((part, which) => {
      const value = Math.max(part.values[index], 0);
      const bar = place.svg.append("rect").attr("x", x(year)).attr("width", x.bandwidth()).attr("y", y(base + value)).attr("height", y(base) - y(base + value)).attr("fill", PARTS[which % PARTS.length]).attr("stroke", "#fff");
      bars.push({bar, text: `${year}, ${part.label}: ${number(part.values[index], 1)} ${chart.unit}`});
      base += value;
    });
    const middle = x(year) + x.bandwidth() + 6;
    place.svg.append("line").attr("x1", middle).attr("x2", middle).attr("y1", y(low[index])).attr("y2", y(high[index])).attr("stroke", INK).attr("stroke-width", 2);
    place.svg.append("text").attr("x", x(year) + x.bandwidth() / 2).attr("y", y(base) - 5).attr("text-anchor", "middle").attr("font-weight", 650).text(number(mean[index], 1));
    place.svg.append("text").attr("x", x(year) + x.bandwidth() / 2).attr("y", place.height - margin.bottom + 18).attr("text-anchor", "middle").text(year);
  });
  chart.parts.forEach((part, which) => entry(place.legend, part.label, swatch(PARTS[which % PARTS.length])));
  entry(place.legend, page.words.legend_nine, stroke(INK));
  onEach(place, bars);
  return {title: chart.title, columns: ["", ...chart.years], rows: chart.parts.map(part => [part.label, ...part.values])};
}

// Marks that are read one by one.
function onEach(place, marks) {
  let at = -1;
  const show = index => {
    if (at >= 0) marks[at].bar.attr("data-read", null).style("filter", null);
    at = Math.max(0, Math.min(marks.length - 1, index));
    marks[at].bar.attr("data-read", "").style("filter", "drop-shadow(0 0 2px #1f2328)");
    place.readout.text(marks[at].text);
  };
  marks.forEach(({bar}, index) => bar.on("pointerenter pointerdown", () => show(index)));
  keys(place, () => at, marks.length, show);
  d3.select(place.box).append("p").attr("class", "hint").text(page.words.keys_bars);
}

// ---- flows between stages ----

// Columns stand where analysis/flow_chart.py puts them. On a phone it is as wide as it must be, and moves sideways.
function flows(figure, chart, year) {
  const title = `${chart.title}, ${year}`, place = canvas(figure, 500, title, 760);
  const links = chart.years[year].filter(([, , value]) => value > 0), used = new Set(links.flatMap(([from, to]) => [from, to]));
  const graph = d3.sankey().nodeId(node => node.id).nodeWidth(12).nodePadding(20).nodeAlign(node => chart.columns[node.id]).extent([[0, 12], [place.width, place.height - 12]])({
    nodes: Object.keys(chart.names).filter(id => used.has(id)).map(id => ({id})), links: links.map(([source, target, value, low, high]) => ({source, target, value, low, high}))});
  for (const node of graph.nodes) {
    node.x0 = chart.lefts[chart.columns[node.id]] * place.width;
    node.x1 = node.x0 + 12;
  }
  const leaving = node => chart.leaving.includes(node.id), last = Math.max(...Object.values(chart.columns));
  const text = link => `${chart.names[link.source.id]} → ${chart.names[link.target.id]}: ${shown(link.value, true)} ${chart.unit} (${shown(link.low, true)} – ${shown(link.high, true)})`;
  const ribbons = graph.links.map(link => ({text: text(link), bar: place.svg.append("path").attr("d", d3.sankeyLinkHorizontal()(link)).attr("fill", "none")
    .attr("stroke", leaving(link.target) ? "#d9a27c" : "#8fb8dc").attr("stroke-opacity", .75).attr("stroke-width", Math.max(1, link.width))}));
  const letters = column => column === last ? 16 : Math.floor(((chart.lefts[column + 1] - chart.lefts[column]) * place.width - 18) / 5.8);
  for (const node of graph.nodes) {
    place.svg.append("rect").attr("x", node.x0).attr("y", node.y0).attr("width", 12).attr("height", Math.max(1, node.y1 - node.y0)).attr("fill", leaving(node) ? ORANGE : BLUE);
    const label = place.svg.append("text").attr("y", (node.y0 + node.y1) / 2).attr("font-size", 11.5).attr("stroke", "#fff").attr("stroke-width", 3).attr("paint-order", "stroke");
    lines(chart.names[node.id], letters(chart.columns[node.id])).forEach((words, index, all) =>
      label.append("tspan").attr("x", node.x1 + 4).attr("dy", index ? "1.1em" : `${.35 - (all.length - 1) * .55}em`).text(words));
  }
  onEach(place, ribbons);
  return {title, columns: ["", "", "p50", "p05", "p95"], rows: graph.links.map(link => [chart.names[link.source.id], chart.names[link.target.id], link.value, link.low, link.high])};
}

function lines(text, most) {
  const made = [""];
  for (const word of text.split(" ")) {
    const last = made[made.length - 1];
    if (last && (last + " " + word).length > most) made.push(word); else made[made.length - 1] = last ? `${last} ${word}` : word;
  }
  return made;
}

// ---- the same number in every scenario ----

function scenarios(figure, chart, chosen) {
  const option = chart.options[chosen], place = canvas(figure, 60 + 54 * chart.names.length, option.label), margin = {left: 12, right: 40};
  const [least, most] = d3.extent(option.bands.flat().filter(value => value !== null));
  const x = d3.scaleLinear().domain([Math.min(0, least), Math.max(1, most)]).nice(5).range([margin.left, place.width - margin.right]);
  for (const tick of x.ticks(place.width < 500 ? 4 : 7)) {
    place.svg.append("line").attr("x1", x(tick)).attr("x2", x(tick)).attr("y1", 8).attr("y2", place.height - 30).attr("stroke", tick ? "#dfe3e7" : SOFT);
    place.svg.append("text").attr("x", x(tick)).attr("y", place.height - 14).attr("text-anchor", "middle").attr("font-size", 12).text(number(tick));
  }
  const marks = chart.names.map((title, index) => {
    const [p05, p25, p50, p75, p95] = option.bands[index], y = 40 + 54 * index, group = place.svg.append("g");
    group.append("text").attr("x", margin.left).attr("y", y - 16).text(title).attr("stroke", "#fff").attr("stroke-width", 3).attr("paint-order", "stroke");
    if (p50 === null) return {bar: group, text: `${title}: –`};
    group.append("line").attr("x1", x(p05)).attr("x2", x(p95)).attr("y1", y).attr("y2", y).attr("stroke", index ? "#d9a27c" : HALF).attr("stroke-width", 6);
    group.append("line").attr("x1", x(p25)).attr("x2", x(p75)).attr("y1", y).attr("y2", y).attr("stroke", index ? ORANGE : BLUE).attr("stroke-width", 10);
    group.append("circle").attr("cx", x(p50)).attr("cy", y).attr("r", 7).attr("fill", "#fff").attr("stroke", index ? ORANGE : BLUE).attr("stroke-width", 3);
    const say = value => shown(value, option.counts);
    return {bar: group, text: `${title}: ${say(p50)} ${option.unit} (${say(p05)} – ${say(p95)})`};
  });
  entry(place.legend, page.words.legend_middle, svg => svg.append("circle").attr("cx", 13).attr("cy", 7).attr("r", 5).attr("fill", "#fff").attr("stroke", INK).attr("stroke-width", 2));
  entry(place.legend, page.words.legend_half, swatch(BLUE));
  entry(place.legend, page.words.legend_nine, swatch(HALF));
  onEach(place, marks);
  return {title: option.label, columns: ["", "p05", "p25", "p50", "p75", "p95"], rows: chart.names.map((title, index) => [title, ...option.bands[index]])};
}

// ---- to take along ----

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function asCsv({columns, rows}) {
  const separator = dutch ? ";" : ",";
  const cell = value => typeof value === "number" ? (dutch ? String(value).replace(".", ",") : String(value)) : value === null ? "" : /[";,\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
  return (dutch ? "\ufeff" : "") + [columns, ...rows].map(row => row.map(cell).join(separator)).join("\r\n") + "\r\n";
}

// The drawing with its title, the note about invented persons and where it comes from, as a picture must be able to go alone.
function asSvg(figure, title) {
  const drawn = figure.querySelector(".drawing svg:not(.legend svg)"), copy = drawn.cloneNode(true);
  const [, , width, height] = drawn.getAttribute("viewBox").split(" ").map(Number), legend = [...figure.querySelectorAll(".legend li")].map(item => item.textContent).join("  ·  ");
  copy.setAttribute("viewBox", `0 -44 ${width} ${height + 66}`);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height + 66);
  const made = d3.select(copy);
  made.insert("rect", ":first-child").attr("y", -44).attr("width", width).attr("height", height + 66).attr("fill", "#fff");
  made.append("text").attr("x", 4).attr("y", -26).attr("font-size", 15).attr("font-weight", 650).text(title);
  made.append("text").attr("x", 4).attr("y", -9).attr("font-size", 11).text(legend);
  made.append("text").attr("x", 4).attr("y", height + 14).attr("font-size", 10).text(`${page.words.notice} ${page.title}.`);
  return new XMLSerializer().serializeToString(copy);
}

function download(figure, form, made) {
  const name = `${figure.dataset.chart}.${form}`;
  if (form === "csv") return save(new Blob([asCsv(made)], {type: "text/csv"}), name);
  const svg = asSvg(figure, made.title);
  if (form === "svg") return save(new Blob([svg], {type: "image/svg+xml"}), name);
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => save(blob, name), "image/png");
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
}

// ---- everything together ----

const drawn = [];
const kinds = {fan, needed, costs, flows, scenarios};

function start(figure) {
  const chart = page.charts[figure.dataset.chart], choices = figure.querySelectorAll("select");
  let made;
  const draw = () => {
    const chosen = figure.querySelector("[data-choose]");
    made = kinds[chart.kind](figure, chart, chosen ? chosen.value : 0);
    figure.querySelector(".chosen").textContent = choices.length ? `: ${[...choices].map(choice => choice.selectedOptions[0].text).join(", ")}` : "";
    for (const panel of figure.querySelectorAll(".option")) panel.hidden = chosen && panel.dataset.option !== chosen.value;
  };
  choices.forEach(choice => choice.addEventListener("change", draw));
  figure.querySelectorAll("[data-download]").forEach(button => button.addEventListener("click", () => download(figure, button.dataset.download, made)));
  draw();
  drawn.push(draw);
  let width = figure.clientWidth;
  addEventListener("resize", () => { if (figure.clientWidth !== width && !onPaper) { width = figure.clientWidth; draw(); } });
}

document.querySelectorAll("figure.chart").forEach(start);
document.getElementById("print").addEventListener("click", () => print());
// On paper what belongs to a chart is open, and every chart is drawn anew.
let folded = [];
addEventListener("beforeprint", () => { onPaper = true; drawn.forEach(draw => draw()); folded = [...document.querySelectorAll("details:not([open]):not(.appendix)")]; folded.forEach(each => { each.open = true; }); });
addEventListener("afterprint", () => { onPaper = false; drawn.forEach(draw => draw()); folded.forEach(each => { each.open = false; }); folded = []; });
document.documentElement.dataset.ready = Math.round(performance.now());
})();
