// The lists and feeds of the bench's site: twelve entries a page, thirty in a feed.
const LISTS = {
  category: (entry) => [entry.data.category],
  the: (entry) => entry.data.labels,
  "tac-gia": (entry) => (entry.data.author ? [entry.data.author] : []),
  "luu-tru": (entry) => [entry.data.day.slice(0, 7).replace("-", "/")],
};

function groups(entries, kind) {
  const found = new Map();
  for (const entry of entries)
    for (const name of LISTS[kind](entry)) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(entry);
    }
  return found;
}

export default function (config) {
  const listed = (api) =>
    api
      .getFilteredByGlob("content/**/*.md")
      .filter((entry) => entry.data.listed)
      .sort((one, other) => (one.data.day < other.data.day ? 1 : -1));
  const address = (kind, name) => {
    const slug = kind === "luu-tru" ? name : config.getFilter("slugify")(name);
    return kind === "category" ? `/${slug}/` : `/${kind}/${slug}/`;
  };
  const every = (api) => {
    const entries = listed(api);
    const found = [{ title: "Tin mới", url: "/", entries, feeds: true }];
    for (const kind of Object.keys(LISTS))
      for (const [name, members] of groups(entries, kind))
        found.push({
          title: name,
          url: address(kind, name),
          entries: members,
          feeds: kind === "category" || kind === "the",
        });
    return found;
  };
  config.addCollection("listPages", (api) =>
    every(api).flatMap(({ title, url, entries }) => {
      const pages = Math.ceil(entries.length / 12);
      return Array.from({ length: pages }, (_, page) => ({
        title,
        page: page + 1,
        pages,
        url: page ? `${url}trang/${page + 1}/` : url,
        entries: entries.slice(12 * page, 12 * page + 12),
      }));
    }),
  );
  config.addCollection("channels", (api) =>
    every(api)
      .filter((list) => list.feeds)
      .map((list) => ({ ...list, entries: list.entries.slice(0, 30) })),
  );
  config.addFilter("moment", (day) => `${day}:00+07:00`);
  return { dir: { input: "content", includes: "../layouts", output: "public" } };
}
