// Finds documents in the index of khuyencong/search. `load(path)` gives the JSON of a file.
const createEngine = (load) => {
  // Of title, names, text.
  const FIELDS = [9, 3, 1];
  const PER_BLOCK = 128;
  const BASE = 45;
  const MOST_WORDS = 12;
  const RERANKED = 16;
  const KIND = 0.4;
  const FEWEST = 10;

  // ---- Words, as search/words.py makes them.
  const TONES = "\u0300\u0309\u0303\u0301\u0323";
  const composed = (text) => text.normalize("NFC");
  const placed = new Map();
  for (const [first, last] of ["oa", "oe", "uy"]) {
    for (const tone of TONES) placed.set(composed(first + last + tone), composed(first + tone + last));
  }
  const spelt = (word) => {
    const before = word.at(-3);
    const inPlace = before === "q" ? null : placed.get(word.slice(-2));
    return inPlace ? word.slice(0, -2) + inPlace : word;
  };
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[đðɖ]/g, "d");
  const wordsOf = (text) => (composed(text).toLowerCase().match(/[\p{L}\p{N}]{1,40}/gu) ?? []).map(spelt);

  const crc32 = (text) => {
    let sum = -1;
    for (const byte of new TextEncoder().encode(text)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
    return ~sum >>> 0;
  };

  // ---- Lists, as search/postings.py writes them.
  const signs = (none) => [...Array(94).keys()].map((code) => String.fromCharCode(code + 33)).filter((sign) => !none.includes(sign));
  const SIGNS = signs('"\\|');
  const decode = (text) => {
    const numbers = [];
    let value = 0;
    for (const sign of text) {
      const digit = SIGNS.indexOf(sign);
      value = value * BASE + (digit % BASE);
      if (digit >= BASE) continue;
      numbers.push(numbers.length ? numbers.at(-1) - value - 1 : value);
      value = 0;
    }
    return numbers;
  };

  // A file is asked for once; what failed is asked for again.
  const asked = {};
  const get = (path) => (asked[path] ??= load(path).catch((error) => {
    delete asked[path];
    throw error;
  }));
  let about;
  let expired;
  const ready = async () => {
    about ??= await get("muc-luc.json");
    expired ??= new Set(decode(about.expired));
  };

  // Document → weight of a word or pair, spelt with marks or without.
  const find = async (words) => {
    const key = fold(words);
    const shard = await get(`tu/${(crc32(key) & (about.shards - 1)).toString(16)}.json`);
    if (!Object.hasOwn(shard, key)) return null;
    const found = new Map();
    let cut = -1;
    for (const [spelling, lists] of Object.entries(shard[key])) {
      const nearness = key === words || spelling === words ? 1 : 0.45;
      for (const [field, text] of lists.split("|").entries()) {
        const numbers = decode(text.replace("~", ""));
        const weight = FIELDS[field] * nearness;
        for (const number of numbers) if (!(found.get(number) >= weight)) found.set(number, weight);
        if (text.endsWith("~")) cut = Math.max(cut, numbers.at(-1));
      }
    }
    const total = about.blocks.reduce((sum, count) => sum + count, 0);
    const rarity = Math.log(1 + total / (cut < 0 ? found.size : total));
    return { found, cut, rarity };
  };

  // ---- What was meant by a word that no document has.
  // Whatever is longer ("khuyencong" in a mail address) means two words.
  const LONGEST_SYLLABLE = 7;
  const MARKS = { aa: "â", ee: "ê", oo: "ô", dd: "đ", aw: "ă", ow: "ơ", uw: "ư" };
  const KEYS = { f: "\u0300", r: "\u0309", x: "\u0303", s: "\u0301", j: "\u0323" };
  const ofTelex = (word) => {
    let tone = "";
    let text = word.replace(/uow/g, "ươ").replace(/([aeo])([^aeow]*)\1|dd/g, (all, vowel, between) => (vowel ? MARKS[vowel + vowel] + between : "đ"));
    text = text.replace(/[aou]w/g, (pair) => MARKS[pair]);
    text = text.replace(/(?<=[aăâeêioôơuưy].*)[frxsj]/, (key) => {
      tone = KEYS[key];
      return "";
    });
    const vowels = [...text.matchAll(/[ăâêôơư]|[aeiouy]/g)];
    const shaped = vowels.filter(([vowel]) => "ăâêôơư".includes(vowel));
    const at = (shaped.at(-1) ?? vowels[vowels.length > 2 || (vowels.length === 2 && /[^aeiouy]$/.test(text)) ? 1 : 0])?.index;
    return tone && at !== undefined ? composed(text.slice(0, at + 1) + tone + text.slice(at + 1)) : text;
  };
  let frequent;
  const vocabulary = async () => (frequent ??= new Map((await get("tu-vung.json")).split(" ").map((word, rank) => [word, rank])));
  // "khuyencong" → "khuyen cong": the cut whose rarer word is the most frequent.
  const cutUp = (word, known) => {
    const best = [{ rank: -1, words: [] }];
    for (let end = 1; end <= word.length; end += 1) {
      for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end - 1; start += 1) {
        const rank = known.get(word.slice(start, end));
        if (rank === undefined || !best[start]) continue;
        const made = { rank: Math.max(best[start].rank, rank) + 40, words: [...best[start].words, word.slice(start, end)] };
        if (!best[end] || made.rank < best[end].rank) best[end] = made;
      }
    }
    return best[word.length]?.words ?? [];
  };
  const isNear = (one, other) => {
    const [short, long] = [one, other].sort((a, b) => a.length - b.length);
    if (long.length - short.length > 1) return false;
    let at = 0;
    while (at < short.length && short[at] === long[at]) at += 1;
    const rest = short.slice(at);
    if (short.length < long.length) return rest === long.slice(at + 1);
    const swapped = rest[1] === long[at] && rest[0] === long[at + 1] && rest.slice(2) === long.slice(at + 2);
    return swapped || rest.slice(1) === long.slice(at + 1);
  };
  // The word that stands beside most of its neighbours; else the most frequent.
  const beside = async (word, before, after) => (await Promise.all([before && `${before} ${word}`, after && `${word} ${after}`].map((pair) => pair && find(pair)))).filter(Boolean).length;
  const fitting = async (candidates, before, after) => {
    const counts = await Promise.all(candidates.map((word) => beside(word, before, after)));
    return candidates[counts.indexOf(Math.max(...counts))];
  };
  // "caphe" → ca phe, not cap he: two words that stand together somewhere.
  const halves = async (word, known) => {
    const found = [];
    for (let at = 1; at < word.length; at += 1) {
      const [one, other] = [word.slice(0, at), word.slice(at)].map((part) => (known.has(part) ? part : fold(ofTelex(part))));
      if (known.has(one) && known.has(other)) found.push([one, other]);
    }
    const sizes = await Promise.all(found.map(async (pair) => (await find(pair.join(" ")))?.found.size ?? 0));
    return found[sizes.indexOf(Math.max(1, ...sizes))];
  };
  const MOST_NEAR = 8;
  const meant = async (word, { typing, before, after }) => {
    const telex = ofTelex(word);
    if (telex !== word && telex.length <= LONGEST_SYLLABLE && await find(telex)) return [telex];
    const known = await vocabulary();
    const plain = fold(word);
    const begun = typing && plain.length > 1 && [...known.keys()].find((other) => other.startsWith(plain));
    if (begun) return [begun];
    const cut = plain.length > 3 ? await halves(plain, known) ?? cutUp(plain, known) : [];
    if (cut.length > 1) return cut;
    if (plain.length < 3 || !/^\D+$/.test(plain)) return [];
    const near = [...known.keys()].filter((other) => isNear(plain, other)).slice(0, MOST_NEAR);
    return near.length ? [await fitting(near, before, after)] : [];
  };

  // A slip that is another word sounds like it: "miến rong". [the same sounds, as they are spelt]
  const SOUNDS = ["d r gi v", "s x", "ch tr", "l n"];
  const alike = (word) => SOUNDS.map((all) => all.split(" ")).flatMap((all) => {
    const begun = all.find((one) => word.startsWith(one) && !/^[hg]/.test(word.slice(one.length)));
    return begun ? all.map((one) => one + word.slice(begun.length)) : [];
  });
  // What stands beside a neighbour somewhere, in the place of what stands beside none.
  const heardAs = (words, pairs) => Promise.all(words.map(async (word, index) => {
    if (pairs[index - 1] || pairs[index]) return word;
    for (const other of alike(word)) if (await beside(other, words[index - 1], words[index + 1])) return other;
    return word;
  }));

  const parted = async (word) => {
    if (word.length <= LONGEST_SYLLABLE || fold(word) !== word) return [word];
    const known = new Map(await vocabulary());
    known.delete(word);
    const cut = await halves(word, known) ?? cutUp(word, known);
    const pairs = await Promise.all(cut.slice(1).map((each, index) => find(`${cut[index]} ${each}`)));
    return pairs.length && pairs.every(Boolean) ? cut : [word];
  };

  // ---- Documents in the order of how well they fit.
  const place = (number) => [Math.floor(number / PER_BLOCK), number % PER_BLOCK];
  const result = async (number) => {
    const [block, index] = place(number);
    return (await get(`bai/${block}-${index >> 3}.json`))[index & 7];
  };
  const scored = (heard) => {
    const [terms, pairs] = heard.map((each) => each.filter(Boolean));
    const all = new Set();
    for (const { found } of terms) for (const number of found.keys()) all.add(number);
    const newest = about.blocks.length * PER_BLOCK;
    const whole = terms.reduce((sum, { rarity }) => sum + rarity, 0);
    const ranked = [];
    for (const number of all) {
      let score = 0;
      let covered = 0;
      for (const { found, cut, rarity } of terms) {
        // Older than all of a shortened list: it may have the word.
        const weight = found.get(number) ?? (number < cut ? 0.3 : 0);
        score += weight * rarity;
        if (weight) covered += rarity;
      }
      for (const { found, rarity } of pairs) score += (found.get(number) ?? 0) * rarity * 1.5;
      const coverage = whole ? covered / whole : 0;
      score *= coverage ** 2 * (1 + (0.25 * number) / newest) * (expired.has(number) ? 0.75 : 1);
      ranked.push({ number, score, coverage });
    }
    ranked.sort((one, other) => other.score - one.score || other.number - one.number);
    const full = ranked.filter(({ coverage }) => coverage > 0.999);
    // Of a long question some words may be nobody's.
    return full.length < (terms.length > 2 ? FEWEST : 1) ? ranked.filter(({ coverage }) => coverage >= 0.5) : full;
  };
  // A title that says little else than what was asked goes first, the kind that was asked for, and
  // what has no day: a guide does not age.
  const reranked = async (ranked, words) => {
    const top = ranked.slice(0, RERANKED);
    const plain = words.map(fold);
    const phrase = plain.join(" ");
    const named = (kind) => fold(kind).split(", ").some((name) => ` ${phrase} `.includes(` ${name} `));
    await Promise.all(top.map(async (each) => {
      each.result = await result(each.number);
      const title = wordsOf(each.result.title).map(fold);
      const said = title.filter((word) => plain.includes(word)).length / Math.max(title.length, plain.length);
      each.score *= 1 + 0.8 * said + (` ${title.join(" ")} `.includes(` ${phrase} `) ? 0.3 : 0) + (named(each.result.kind) ? KIND : 0) + (each.result.day ? 0 : 0.1);
    }));
    top.sort((one, other) => other.score - one.score);
    return [...top, ...ranked.slice(RERANKED)];
  };

  // What asks and names nothing: "bây giờ là xã nào".
  const ASKING = /\b((bay )?gio |nay )?((goi )?la|thuoc|o) ((xa|tinh|huyen) )?(gi|nao|ai|dau)\b/g;
  // "các nghệ nhân", "mua miến dong", "sản phẩm của Lạng Sơn": what only counts, wants or joins.
  const JOINING = /^(cac|tat ca|mua|muon|cho hoi|xem) |(?<= )(cua|o)(?= )/g;
  const blanked = (all) => all.replace(/\w+/g, "?");
  const naming = (words) => {
    const plain = fold(words.join(" ")).replace(ASKING, blanked).replace(JOINING, blanked).split(" ");
    const kept = words.filter((_, index) => plain[index] !== "?");
    return kept.length ? kept : words;
  };

  // What is known of words, and of each with its neighbour.
  const heardOf = (words) => Promise.all([words, words.slice(1).map((word, index) => `${words[index]} ${word}`)].map((each) => Promise.all(each.map(find))));

  // `words` are what was looked for, `missing` what was typed in their place.
  const search = async (query, { typing = false } = {}) => {
    await ready();
    // "nđ45" is two words, "a4" is one.
    let words = naming(wordsOf(query.slice(0, 300).replace(/\b(n[dđq]|q[dđ]|tt|ct)(?=\d)/gi, "$& "))).slice(0, MOST_WORDS);
    // Neighbours are asked for together with the words: on a slow network each wait is a second.
    const long = words.some((word) => word.length > LONGEST_SYLLABLE);
    let [heard] = await Promise.all([heardOf(words), long && vocabulary()]);
    const asTyped = words;
    const instead = await Promise.all(words.map(async (word, index) => (heard[0][index] ? parted(word) : meant(word, { typing: typing && index === asTyped.length - 1, before: words[index - 1], after: words[index + 1] }))));
    words = instead.flat();
    if (words.join(" ") !== asTyped.join(" ")) heard = await heardOf(words);
    let ranked = scored(heard);
    if (words.length > 1 && !(ranked[0]?.coverage > 0.999)) {
      words = await heardAs(words, heard[1]);
      ranked = scored(await heardOf(words));
    }
    const missing = asTyped.filter((word) => !words.includes(word));
    return { words, missing, ranked: await reranked(ranked, words) };
  };

  // What a document is in a facet.
  const facets = async () => {
    const table = await get("bang.json");
    const values = signs('"\\');
    return (name, number) => {
      const [block, index] = place(number);
      return table[name].values[values.indexOf(table[name].blocks[block][index])] ?? "";
    };
  };
  return { search, result, facets, fold, wordsOf, get };
};
