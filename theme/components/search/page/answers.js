// What a query asks for by itself. The facts are those of khuyencong/search/answers.py.
const QUESTIONS = {
  ai: /\b(ten (la )?gi|la ai|ai( la| phu trach| dung dau| lam|(?= (tham dinh|duyet|nhan|tiep|day)))|(?=giam doc|truong phong|lanh dao))\b/g,
  goi: /\b((so )?(dien thoai|dt|sdt|hotline|so may|goi (cho )?ai|lien he|hoi (ai|trung tam))|(mua|ban)(?= .*(o dau|cho nao)))\b/g,
  song: /\b(toi nay|hom nay|(lich|gio) (phat|chieu)( song)?|phat (song|lai|(?=(luc|khi|ngay) nao))|chieu gi|ti ?vi|tv|truyen hinh)\b/g,
  "van-ban": /\b(((con|het) )?hieu luc|thay the)\b/g,
  han: /\b(han (chot|cuoi)|con han|het han|bao gio|khi nao|ngay nao|sap (toi|mo)|(han )?(?=dang ky (lop|hoc))|han (?=dang ky|nop))\b/g,
  gia: /\bgia (ban\b|(?!cong|dinh)(?=.*bao nhieu))/g,
  muc: /\b(((muc|duoc|(so )?tien|xin) |^)ho tro( toi da)?|(xin|vay) (tien|von)|((duoc|toi da) )?bao nhieu( tien)?|muc tran|\d[\d.,]* ?(trieu|tr|ty|ti)( dong)?)\b/g,
  noi: /\b(dia chi|o dau|cho nao|e?mail|thu dien tu|zalo)\b/g,
};
const NUMBER = /\d+\s?[/-]\s?((19|20)\d\d|[a-z]{2})|\b(nd|nghi dinh|tt|thong tu|qd|quyet dinh)\s?(so\s)?\d+/;
// Chosen by what the fact is about, of which half of the words must speak, and two at least.
const CHOSEN = { ai: 0.5, muc: 0.5, noi: 0.5, han: 1 };

const STOPS = /\b((tu )?(luc|khi|ngay) nao|bao nhieu|cua|la|o|dau|co|cho|gi|nao|thi|duoc|khong|con|toi|tren|ong|ba)\b/g;

// The result whose facts answer a query, and these; null where nothing does. "Số điện thoại giám
// đốc" asks who and how to call him: words that ask for a call name nothing.
const createAnswers = (engine) => async (query) => {
  const plain = engine.fold(query.slice(0, 300)).replace(/\s+/g, " ");
  const question = Object.keys(QUESTIONS).find((name) => plain.match(QUESTIONS[name])) ?? (NUMBER.test(plain) ? "van-ban" : "");
  if (!question) return null;
  const rest = plain.replace(QUESTIONS[question], " ").replace(QUESTIONS.goi, " ").replace(STOPS, " ");
  const words = [...new Set(engine.wordsOf(rest))];
  const likeness = (text) => {
    const said = engine.wordsOf(engine.fold(text));
    return words.filter((word) => said.includes(word)).length;
  };
  const [found, all] = await Promise.all([engine.search(rest), engine.get("tra-loi.json")]);
  const share = CHOSEN[question];
  const top = found.missing.length ? [] : found.ranked.slice(0, share ? 6 : 2).map(({ result }) => result);
  // Whoever is named must be the one who answers: what was found, or what has all the words.
  const pool = [...top, ...all].flatMap((result, rank) => (result?.facts ?? []).map((fact) => {
    const own = `${fact[1]} ${fact[5]}`;
    const near = share || rank >= top.length ? likeness(`${own} ${result.title}`) : words.length + 2 - rank;
    return { result, fact, near, own: likeness(own), when: Date.parse(fact[3]) || 0 };
  })).filter(({ fact, when }) => fact[0] === question && (!when || when >= Date.now()));
  const amounts = question === "muc";
  const ways = pool.filter(({ fact }) => amounts && fact[4]);
  const fitting = pool.filter((each) => each.near >= Math.min(words.length, Math.max(2, words.length * (share ?? 1))) && !ways.includes(each));
  fitting.sort((one, other) => other.near - one.near || other.own - one.own || (!amounts && one.when - other.when));
  const [best = ways[0]] = fitting;
  if (!best) return null;
  const day = ({ when }) => new Date(when).toDateString();
  const close = fitting.filter((each, index) => {
    // Levels of two budgets stand side by side, each once; programmes of a day.
    const same = amounts ? fitting.findIndex(({ fact }) => fact[1] === each.fact[1]) === index : each.result === best.result;
    return same && each.near === best.near && (question !== "song" || day(each) === day(best));
  });
  return { result: best.result, facts: [...close.slice(0, 4), ...ways].map(({ fact }) => fact) };
};
