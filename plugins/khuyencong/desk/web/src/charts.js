// A chart of a body: the lines of its block as fields of a dialog, and back.

import { ask } from "./dialogs.js";
import { dom } from "./reading.js";

const BLOCK = /^`{3,}[^\n]*\n(?<lines>[^]*?)\n?`{3,}$/;
const KEYS = {
  "tieu-de": "tiêu đề",
  loai: "loại",
  "so-lieu": "số liệu",
  "cac-cot": "các cột",
  "don-vi": "đơn vị",
  nguon: "nguồn",
};
const KINDS = [
  ["cột", "Cột: so sánh các dòng"],
  ["cột chồng", "Cột chồng: các phần của một tổng"],
  ["tỷ trọng", "Tỷ trọng: phần trăm của tổng"],
  ["đường", "Đường: diễn biến theo thời gian"],
];

const folded = (words) =>
  words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d").trim().replace(/[\s_]+/g, "-");

// The fields of a block; null when it holds a line that the dialog would lose.
export function chartFields(source) {
  const lines = BLOCK.exec(source.trim())?.groups.lines;
  if (lines === undefined) return null;
  const fields = {};
  for (const line of lines.split("\n").filter((each) => each.trim())) {
    const [, key, value] = /^([^:]*):(.*)$/.exec(line) ?? [];
    const name = folded(key ?? "");
    if (!(name in KEYS) || name in fields) return null;
    fields[name] = value.trim();
  }
  const kind = KINDS.find(([name]) => folded(name) === folded(fields.loai ?? "cột"));
  return kind ? { ...fields, loai: kind[0] } : null;
}

export function chartSource(fields) {
  const lines = Object.entries(KEYS)
    .map(([key, name]) => [name, (fields[key] ?? "").replace(/\s+/g, " ").trim()])
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`);
  return `\`\`\`bieu-do\n${lines.join("")}\`\`\``;
}

// Cells copied from a sheet as a table of Markdown, the first row its heading.
export function tableSource(cells) {
  const separator = cells.includes("\t") ? "\t" : ";";
  const rows = cells
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .map((line) => line.split(separator).map((cell) => cell.trim().replaceAll("|", "\\|")));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const written = (row) => `| ${Array.from({ length: width }, (_, place) => row[place] ?? "").join(" | ")} |`;
  const [head, ...rest] = rows;
  if (!rest.length) return "";
  return [written(head), `|---|${"---:|".repeat(width - 1)}`, ...rest.map(written)].join("\n");
}

// New Markdown of a chart, and of a table before it where cells were given; {removed: true}, or
// null. `above` is the Markdown before it: a table there is what is drawn when nothing is named.
export async function askChart({ server, above, fields = {}, remove = null }) {
  const isNew = remove === null;
  const source = (said) => [tableSource(said.table ?? ""), chartSource(said)].filter(Boolean).join("\n\n");
  const answer = await ask(
    "Biểu đồ",
    [
      { name: "tieu-de", label: "Tiêu đề biểu đồ", value: fields["tieu-de"], required: true, help: "Ví dụ: Kinh phí khuyến công qua các năm" },
      { name: "loai", label: "Loại", value: fields.loai ?? KINDS[0][0], options: KINDS },
      ...(isNew
        ? [{ name: "table", label: "Số liệu", lines: 5,
             help: "Chép các ô trong Excel, cả hàng tên cột, rồi dán vào đây; cột đầu là tên các dòng. Để trống thì vẽ bảng ngay phía trên." }]
        : []),
      { name: "nguon", label: "Nguồn số liệu", value: fields.nguon, help: "Ví dụ: Sở Công Thương" },
      { name: "so-lieu", label: "Hoặc tệp CSV trong tep/", value: fields["so-lieu"], help: "Ví dụ: tep/kinh-phi.csv. Để trống thì vẽ bảng ngay phía trên." },
      { name: "cac-cot", label: "Các cột cần vẽ", value: fields["cac-cot"], help: "Tên cột, ngăn bằng dấu chấm phẩy. Để trống thì vẽ mọi cột số." },
      { name: "don-vi", label: "Đơn vị", value: fields["don-vi"], help: "Ví dụ: đồng, đề án. Để trống thì lấy chữ trong ngoặc ở tên cột." },
    ],
    {
      remove,
      preview: async (said) => {
        const blocks = await server.blocks(source(said), above);
        return [...dom(blocks.at(-1).html).childNodes];
      },
    },
  );
  return answer && !answer.removed ? { source: source(answer) } : answer;
}
