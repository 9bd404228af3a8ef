// The same files of each photo by sharp: node bench/sharp.mjs FOLDER-OF-PHOTOS OUTPUT
// `sharp` is looked for below the working directory. Prints how many files it wrote.
import { createRequire } from "node:module";
import { mkdir, readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, parse } from "node:path";

const sharp = createRequire(join(process.cwd(), "package.json"))("sharp");
const [photos, output] = process.argv.slice(2);
const names = await readdir(photos);
await mkdir(output, { recursive: true });
let files = 0;

async function write(image, quality, target) {
  await image.toFormat(parse(target).ext.slice(1), { quality }).toFile(target);
  files += 1;
}

async function work() {
  for (let name = names.shift(); name; name = names.shift()) {
    const photo = sharp(join(photos, name));
    const target = (kind) => join(output, `${parse(name).name}-${kind}`);
    for (const width of [400, 800, 1200, 1600]) {
      const rung = photo.clone().resize(width);
      await write(rung.clone(), 80, target(`${width}.jpeg`));
      await write(rung.clone(), 60, target(`${width}.avif`));
    }
    await write(photo.clone().resize(1200, 630, { fit: "cover" }), 80, target("social.jpeg"));
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(files);
