"use strict";
// A photo is cut, turned, and given a focal point: with a mouse, a finger or the arrow keys. What is
// chosen stands as numbers (per cent of the turned photo) in the inputs of its row.
{
  const SMALLEST = 5;
  const inside = (value, least, most) => Math.min(Math.max(value, least), most);
  const tenth = (number) => Math.round(number * 10) / 10;
  const written = (numbers) => numbers.map((number) => String(tenth(number))).join(" ");
  const read = (text, count, otherwise) => {
    const numbers = text.trim().split(/[\s;]+/).map((part) => Number(part.replace(",", ".")));
    return numbers.length === count && numbers.every(Number.isFinite) ? numbers : otherwise;
  };

  class Frame {
    constructor(part) {
      this.row = part.closest(".row");
      this.stage = part.querySelector(".framing__stage");
      this.said = part.querySelector("[data-framing-said]");
      this.inputs = Object.fromEntries(["turn", "crop", "focus"].map((key) => [key, part.querySelector(`[name$=".${key}"]`)]));
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("role", "img");
      this.canvas.setAttribute("aria-label", "Ảnh đang cắt");
      this.box = this.made("framing__box", "Khung cắt. Mũi tên: dời khung; Shift và mũi tên: co giãn.");
      this.dot = this.made("framing__dot", "Điểm chính. Mũi tên: dời điểm.");
      for (const corner of ["nw", "ne", "sw", "se"]) {
        const handle = document.createElement("span");
        handle.className = `framing__corner framing__corner--${corner}`;
        handle.dataset.corner = corner;
        this.box.append(handle);
      }
      this.stage.replaceChildren(this.canvas, this.box, this.dot);
      this.stage.hidden = false;
      part.querySelector(".framing__do").hidden = false;
      this.photo = new Image();
      this.photo.addEventListener("load", () => this.show());
      this.load();
      this.row.addEventListener("replaced", () => this.load());
      part.addEventListener("click", (event) => this.clicked(event));
      part.addEventListener("input", (event) => event.isTrusted && event.target.matches("input") && this.show());
      this.stage.addEventListener("pointerdown", (event) => this.dragged(event));
      this.stage.addEventListener("keydown", (event) => this.keyed(event));
    }

    made(name, label) {
      const made = document.createElement("div");
      made.className = name;
      made.tabIndex = 0;
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", label);
      return made;
    }

    load() {
      this.photo.src = this.row.querySelector(".row__photo").src;
    }

    get turn() {
      return Number.parseInt(this.inputs.turn.value, 10) || 0;
    }

    get crop() {
      return read(this.inputs.crop.value, 4, [0, 0, 100, 100]);
    }

    get focus() {
      const [left, top, width, height] = this.crop;
      return read(this.inputs.focus.value, 2, [left + width / 2, top + height / 2]);
    }

    put(key, value) {
      this.inputs[key].value = value;
      this.show();
      this.inputs[key].dispatchEvent(new Event("input", { bubbles: true }));
    }

    cut([left, top, width, height]) {
      const wide = inside(width, SMALLEST, 100);
      const high = inside(height, SMALLEST, 100);
      const whole = wide > 99.5 && high > 99.5;
      const [l, t] = [tenth(inside(left, 0, 100 - wide)), tenth(inside(top, 0, 100 - high))];
      this.put("crop", whole ? "" : written([l, t, Math.min(wide, 100 - l), Math.min(high, 100 - t)]));
    }

    aim([x, y]) {
      this.put("focus", written([inside(x, 0, 100), inside(y, 0, 100)]));
    }

    show() {
      const { naturalWidth: width, naturalHeight: height } = this.photo;
      if (!width) return;
      const sideways = this.turn % 180 !== 0;
      [this.canvas.width, this.canvas.height] = sideways ? [height, width] : [width, height];
      const pen = this.canvas.getContext("2d");
      pen.translate(this.canvas.width / 2, this.canvas.height / 2);
      pen.rotate((this.turn * Math.PI) / 180);
      pen.drawImage(this.photo, -width / 2, -height / 2);
      const [left, top, wide, high] = this.crop;
      Object.assign(this.box.style, { left: `${left}%`, top: `${top}%`, width: `${wide}%`, height: `${high}%` });
      const [x, y] = this.focus;
      Object.assign(this.dot.style, { left: `${x}%`, top: `${y}%` });
      const part = this.inputs.crop.value ? `Giữ ${Math.round(wide)} % bề rộng, ${Math.round(high)} % bề cao.` : "Dùng cả ảnh.";
      this.said.textContent = `${part} Kéo góc khung để cắt; kéo chấm tròn tới chỗ phải luôn thấy.`;
    }

    clicked(event) {
      const button = event.target.closest("button");
      if (button?.dataset.turn) this.rotate(Number(button.dataset.turn));
      if (button && "whole" in button.dataset) {
        for (const key of ["turn", "crop", "focus"]) this.inputs[key].value = "";
        this.put("focus", "");
      }
    }

    rotate(step) {
      const [left, top, width, height] = this.crop;
      const [x, y] = this.focus;
      const right = step > 0;
      if (this.inputs.crop.value) {
        this.inputs.crop.value = written(right ? [100 - top - height, left, height, width] : [top, 100 - left - width, height, width]);
      }
      if (this.inputs.focus.value) this.inputs.focus.value = written(right ? [100 - y, x] : [y, 100 - x]);
      const turn = (this.turn + 90 * step + 360) % 360;
      this.put("turn", turn ? String(turn) : "");
    }

    dragged(event) {
      const corner = event.target.dataset.corner;
      const dot = this.dot.contains(event.target);
      if (!dot && !this.box.contains(event.target)) return;
      event.preventDefault();
      (dot ? this.dot : this.box).focus();
      const area = this.stage.getBoundingClientRect();
      const began = { crop: this.crop, focus: this.focus };
      const moved = (move) => {
        const x = ((move.clientX - event.clientX) / area.width) * 100;
        const y = ((move.clientY - event.clientY) / area.height) * 100;
        if (dot) this.aim([began.focus[0] + x, began.focus[1] + y]);
        else if (corner) this.cut(this.pulled(began.crop, corner, x, y));
        else this.cut([began.crop[0] + x, began.crop[1] + y, began.crop[2], began.crop[3]]);
      };
      const ended = () => {
        removeEventListener("pointermove", moved);
        removeEventListener("pointerup", ended);
        removeEventListener("pointercancel", ended);
      };
      addEventListener("pointermove", moved);
      addEventListener("pointerup", ended);
      addEventListener("pointercancel", ended);
    }

    pulled([left, top, width, height], corner, x, y) {
      let [l, t, r, b] = [left, top, left + width, top + height];
      if (corner.includes("w")) l = inside(l + x, 0, r - SMALLEST);
      if (corner.includes("e")) r = inside(r + x, l + SMALLEST, 100);
      if (corner.includes("n")) t = inside(t + y, 0, b - SMALLEST);
      if (corner.includes("s")) b = inside(b + y, t + SMALLEST, 100);
      return [l, t, r - l, b - t];
    }

    keyed(event) {
      const step = { ArrowLeft: [-2, 0], ArrowRight: [2, 0], ArrowUp: [0, -2], ArrowDown: [0, 2] }[event.key];
      if (!step) return;
      event.preventDefault();
      const [left, top, width, height] = this.crop;
      if (event.target === this.dot) this.aim([this.focus[0] + step[0], this.focus[1] + step[1]]);
      else if (event.shiftKey) this.cut([left, top, width + step[0], height + step[1]]);
      else this.cut([left + step[0], top + step[1], width, height]);
    }
  }

  const frames = new WeakMap();
  document.addEventListener(
    "toggle",
    (event) => {
      const part = event.target;
      if (part.matches?.(".framing[open]") && !frames.has(part)) frames.set(part, new Frame(part));
    },
    true,
  );
}
