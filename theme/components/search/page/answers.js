// What a query asks for by itself. The facts are those of khuyencong/search/answers.py.
const QUESTIONS = {
  goi: /\b(so )?(dien thoai|dt|sdt|hotline|so may|goi (cho )?ai|lien he|hoi (ai|trung tam))\b/g,
  han: /\b(han (chot|cuoi|dang ky|nop( ho so)?)|con han|het han|bao gio|khi nao|ngay nao|dang ky lop)\b/g,
  muc: /\b((muc|duoc|(so )?tien) ho tro( toi da)?|(xin|vay) (tien|von)|ho tro bao nhieu|((duoc|toi da) )?bao nhieu( tien)?|muc tran|\d[\d.,]* ?(trieu|tr|ty|ti)( dong)?)\b/g,
  song: /\b(toi nay|hom nay|(lich|gio) (phat|chieu)( song)?|phat song|chieu gi|(tren )?(ti ?vi|tv|truyen hinh))\b/g,
  "van-ban": /\b(con hieu luc|het hieu luc|hieu luc|thay the)\b/g,
};
const NUMBER = /\d+\s?[/-]\s?((19|20)\d\d|[a-zđ]{2}-?[a-zđ]*)|\b(nd|nghi dinh|tt|thong tu|qd|quyet dinh)\s(so\s)?\d+/;
const MOST_FACTS = 4;

const createAnswers = (engine) => {
  const holds = ({ 3: moment }) => !moment || Date.parse(moment) >= Date.now();
  const today = (moment) => new Date(moment).toDateString() === new Date().toDateString();
  const asked = (query) => {
    const plain = engine.fold(query).replace(/\s+/g, " ");
    const question = Object.keys(QUESTIONS).find((name) => plain.match(QUESTIONS[name])) ?? (NUMBER.test(plain) ? "van-ban" : "");
    const rest = question ? plain.replace(QUESTIONS[question], " ").replace(/\b(cua|la|o|co|cho|gi|nao|thi|duoc|khong|con)\b/g, " ").trim() : "";
    return { question, rest };
  };
  const facts = ({ facts: all = [] }, question) => all.filter((fact) => fact[0] === question && holds(fact));

  // The result whose facts answer, and these; null where nothing does.
  const answer = async (query) => {
    const { question, rest } = asked(query);
    if (!question) return null;
    const words = new Set(engine.wordsOf(rest).map(engine.fold));
    const likeness = (text) => engine.wordsOf(text).filter((word) => words.has(engine.fold(word))).length;
    const fitting = (result) => {
      const found = facts(result, question);
      if (question !== "muc" || !words.size) return found;
      const best = Math.max(0, ...found.map(([, label]) => likeness(label)));
      return best ? found.filter(([, label]) => likeness(label) === best) : [];
    };
    const [{ ranked, missing }, all] = await Promise.all([engine.search(rest), engine.get("tra-loi.json")]);
    const top = missing.length ? [] : ranked.slice(0, question === "muc" ? 6 : 2).map(({ result }) => result);
    const named = top.find((each) => each && fitting(each).length);
    if (named) return { result: named, facts: fitting(named).slice(0, MOST_FACTS) };
    // "điện thoại trung tâm": whoever is named must be the one who answers.
    const meant = (each) => question === "muc" || likeness(each.title) >= words.size;
    const general = all.filter((each) => meant(each) && fitting(each).length);
    const order = (each) => (question === "muc" ? -Math.max(...fitting(each).map(([, label]) => likeness(label))) : Date.parse(fitting(each)[0][3]) || 0);
    const [result] = general.sort((one, other) => order(one) - order(other));
    if (!result) return null;
    const found = fitting(result);
    const tonight = question === "song" ? found.filter(([, , , moment]) => today(moment)) : [];
    return { result, facts: (tonight.length ? tonight : found).slice(0, MOST_FACTS) };
  };
  return { answer };
};
