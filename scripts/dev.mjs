// Serves the demo and shows every change of the source: builds, publishes again, reloads the page.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, watch } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const DEMO = ".cache/dev-demo";
const PORT = Number(process.env.PORT ?? 8080);
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".csv": "text/csv",
};
const RELOAD = `<script>new EventSource("/dev-reload").onmessage = () => location.reload()</script>`;

const node = (...args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status === 0;
const build = () => node("scripts/build.mjs");
const republish = () => node("dist/cli/main.js", "publish", `${DEMO}/election`, `${DEMO}/public`);

if (
  !build() ||
  !(existsSync(`${DEMO}/public/manifest`)
    ? republish()
    : node("dist/cli/main.js", "demo", DEMO, "--no-serve"))
)
  process.exit(1);

const pages = new Set();
createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  if (path === "/dev-reload") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    pages.add(response);
    request.on("close", () => pages.delete(response));
    return;
  }
  const file = join(DEMO, "public", normalize(path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(join(DEMO, "public")) || !existsSync(file))
    return void response.writeHead(404).end("not found");
  const bytes = readFileSync(file);
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  // The published pages allow no script; only here, the policy is taken off for the one that reloads.
  response.end(
    file.endsWith(".html")
      ? bytes.toString("utf8").replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, RELOAD)
      : bytes,
  );
}).listen(PORT, "127.0.0.1", () =>
  console.log(`http://localhost:${PORT}/ (reloads when src/ or web/ changes)`),
);

let timer;
for (const folder of ["src", "web"])
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (build() && republish()) for (const page of pages) page.write("data: changed\n\n");
    }, 200);
  });
