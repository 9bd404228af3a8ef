// What a query asks for by itself. The facts are those of khuyencong/search/answers.py.
const QUESTIONS = {
  ai: /\b(ten (la )?gi|la ai|ai (la|phu trach|dung dau|lanh dao|lam)|(?=(pho )?giam doc|truong phong|lanh dao))\b/g,
  goi: /\b((so )?(dien thoai|dt|sdt|hotline|so may|goi (cho )?ai|lien he|hoi (ai|trung tam))|(mua|ban)(?= .*(o dau|cho nao)))\b/g,
  han: /\b(han (chot|cuoi)|con han|het han|bao gio|khi nao|ngay nao|sap (toi|mo)|(han )?(?=dang ky (lop|hoc))|han (?=dang ky|nop))\b/g,
  muc: /\b(((muc|duoc|(so )?tien|xin) |^)ho tro( toi da)?|(xin|vay) (tien|von)|((duoc|toi da) )?bao nhieu( tien)?|muc tran|\d[\d.,]* ?(trieu|tr|ty|ti)( dong)?)\b/g,
  song: /\b(toi nay|hom nay|(lich|gio) (phat|chieu)( song)?|phat song|chieu gi|ti ?vi|tv|truyen hinh)\b/g,
  "van-ban": /\b(con hieu luc|het hieu luc|hieu luc|thay the)\b/g,
  noi: /\b(dia chi|o dau|cho nao|e?mail|thu dien tu|zalo)\b/g,
};
const NUMBER = /\d+\s?[/-]\s?((19|20)\d\d|[a-z]{2})|\b(nd|nghi dinh|tt|thong tu|qd|quyet dinh)\s(so\s)?\d+/;
const MOST_FACTS = 4;
// Share of the words that must be those of the fact, where it is chosen by what it is about.
const CHOSEN = { ai: 0.6, muc: 0.6, han: 1 };

const STOPS = /\b(cua|la|o|dau|co|cho|gi|nao|thi|duoc|khong|con|toi|tren|ong|ba)\b/g;

// The result whose facts answer a query, and these; null where nothing does.
const createAnswers = (engine) => async (query) => {
  const plain = engine.fold(query).replace(/\s+/g, " ");
  const question = Object.keys(QUESTIONS).find((name) => plain.match(QUESTIONS[name])) ?? (NUMBER.test(plain) ? "van-ban" : "");
  if (!question) return null;
  const rest = plain.replace(QUESTIONS[question], " ").replace(STOPS, " ");
  const words = [...new Set(engine.wordsOf(rest))];
  const likeness = (text) => {
    const said = engine.wordsOf(engine.fold(text));
    return words.filter((word) => said.includes(word)).length;
  };
  const [{ ranked, missing }, all] = await Promise.all([engine.search(rest), engine.get("tra-loi.json")]);
  const share = CHOSEN[question];
  const top = missing.length ? [] : ranked.slice(0, share ? 6 : 2).map(({ result }) => result);
  // Whoever is named must be the one who answers: what was found, or what has all the words.
  const pool = [...top, ...all].flatMap((result, rank) => (result?.facts ?? []).map((fact) => {
    const own = `${fact[1]} ${fact[5]}`;
    const near = share || rank >= top.length ? likeness(`${own} ${result.title}`) : words.length + 2 - rank;
    return { result, fact, near, own: likeness(own), when: Date.parse(fact[3]) || 0 };
  })).filter(({ fact, when }) => fact[0] === question && (!when || when >= Date.now()));
  const amounts = question === "muc";
  const ways = pool.filter(({ fact }) => amounts && fact[4]);
  const found = pool.filter((each) => each.near >= words.length * (share ?? 1) && !ways.includes(each));
  found.sort((one, other) => other.near - one.near || other.own - one.own || (!amounts && one.when - other.when));
  const [best = ways[0]] = found;
  if (!best) return null;
  const day = ({ when }) => new Date(when).toDateString();
  const close = found.filter((each, index) => {
    if (each.near !== best.near) return false;
    // Levels of two budgets stand side by side, each once.
    if (amounts) return found.findIndex(({ fact }) => fact[1] === each.fact[1]) === index;
    return each.result === best.result && (question !== "song" || day(each) === day(best));
  });
  return { result: best.result, facts: [...close.slice(0, MOST_FACTS), ...ways].map(({ fact }) => fact) };
};
