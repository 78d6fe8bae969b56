import { rowsReached, type PixelBox, type SheetParts } from "../../src/core/formats/sheet-parts.ts";

const FIELDS = ["x", "y", "width", "height"] as const;
/** A part is at least so many pixels of the image wide and high. */
const SMALLEST = 4;
/** What an arrow key moves, in pixels of the image; with Alt one. */
const STEP = 10;
const ZOOMS = [100, 150, 200, 300];

interface Drag {
  readonly pointer: number;
  readonly item: HTMLElement;
  /** Of the image, where the pointer went down. */
  readonly from: { readonly x: number; readonly y: number };
  readonly before: PixelBox;
  /** The corner that is drawn by; undefined where the whole is moved. */
  readonly corner: number | undefined;
}

/** The image with its parts: each is a row of numbers in the form, and a box over the image that says the same. */
export class Stage {
  readonly #stage: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #boxes = new Map<HTMLElement, HTMLElement>();
  readonly #size: { readonly width: number; readonly height: number };
  readonly #rows: SheetParts["rows"];
  #drag: Drag | undefined;
  #zoom = 0;

  constructor(stage: HTMLElement, form: HTMLFormElement) {
    this.#stage = stage;
    this.#form = form;
    this.#size = { width: Number(stage.dataset["width"]), height: Number(stage.dataset["height"]) };
    this.#rows = JSON.parse(stage.dataset["rows"] ?? "[]") as SheetParts["rows"];
  }

  start(): void {
    for (const shown of document.querySelectorAll<HTMLElement>(".tools, [data-keys]")) shown.hidden = false;
    for (const item of this.#items()) this.#take(item);
    this.#stage.addEventListener("pointerdown", (event) => this.#down(event));
    this.#stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"] as const)
      this.#stage.addEventListener(end, (event) => this.#up(event));
    document.querySelector(".tools")?.addEventListener("click", (event) => this.#tool(event));
    this.#form.addEventListener("input", () => this.#draw());
    this.#draw();
    this.#bringIntoSight();
  }

  /** What is marked is to be looked at first, with some of what stands above it. */
  #bringIntoSight(): void {
    const [first] = this.#items();
    const frame = this.#stage.parentElement;
    if (first === undefined || frame === null) return;
    const top = (this.#read(first).y / this.#size.height) * this.#stage.clientHeight;
    frame.scrollTop = Math.max(0, top - frame.clientHeight / 3);
  }

  #items(): HTMLElement[] {
    return [...this.#form.querySelectorAll<HTMLElement>(".parts > li")];
  }

  #field(item: HTMLElement, name: string): HTMLInputElement | null {
    return item.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  }

  #read(item: HTMLElement): PixelBox {
    const [x = 0, y = 0, width = 0, height = 0] = FIELDS.map((name) => {
      const value = Math.round(Number(this.#field(item, name)?.value ?? 0));
      return Number.isFinite(value) && value > 0 ? value : 0;
    });
    return { x, y, width, height };
  }

  /** Writes a box into its row, inside the image and not too small. */
  #write(item: HTMLElement, box: PixelBox): void {
    const { width: whole, height: tall } = this.#size;
    const width = Math.max(SMALLEST, Math.min(whole, Math.round(box.width)));
    const height = Math.max(SMALLEST, Math.min(tall, Math.round(box.height)));
    const x = Math.max(0, Math.min(whole - width, Math.round(box.x)));
    const y = Math.max(0, Math.min(tall - height, Math.round(box.y)));
    for (const [name, value] of Object.entries({ x, y, width, height })) {
      const field = this.#field(item, name);
      if (field !== null) field.value = String(value);
    }
    this.#draw();
  }

  /** Gives a row its box on the image. */
  #take(item: HTMLElement): void {
    const box = document.createElement("button");
    box.type = "button";
    box.className = "part";
    for (const corner of [0, 1, 2, 3]) {
      const handle = document.createElement("i");
      handle.dataset["corner"] = String(corner);
      box.append(handle);
    }
    box.addEventListener("keydown", (event) => this.#key(event, item));
    for (const act of item.querySelectorAll<HTMLElement>("[data-act]")) act.hidden = false;
    item.querySelector('[data-act="remove"]')?.addEventListener("click", () => this.#remove(item));
    item.querySelector('[data-act="show"]')?.addEventListener("click", () => this.#show(item));
    this.#boxes.set(item, box);
    this.#stage.append(box);
  }

  #show(item: HTMLElement): void {
    const box = this.#boxes.get(item);
    box?.scrollIntoView({ block: "center", inline: "nearest" });
    box?.focus({ preventScroll: true });
  }

  #remove(item: HTMLElement): void {
    const items = this.#items();
    const at = items.indexOf(item);
    this.#boxes.get(item)?.remove();
    this.#boxes.delete(item);
    item.remove();
    const near = items[at + 1] ?? items[at - 1];
    if (near === undefined) document.querySelector<HTMLElement>('[data-act="add"]')?.focus();
    else this.#boxes.get(near)?.focus({ preventScroll: true });
    this.#draw();
    this.#tell(this.#stage.dataset["removed"] ?? "");
  }

  #tell(text: string): void {
    const live = this.#form.querySelector("[data-live]");
    if (live !== null) live.textContent = text;
  }

  #add(box: PixelBox): HTMLElement | undefined {
    const made = this.#form.querySelector("template")?.content.cloneNode(true);
    const list = this.#form.querySelector(".parts");
    if (made === undefined || list === null) return undefined;
    list.append(made);
    const item = this.#items().at(-1);
    if (item === undefined) return undefined;
    this.#take(item);
    this.#write(item, box);
    return item;
  }

  #draw(): void {
    const { width, height } = this.#size;
    const part = this.#stage.dataset["part"] ?? "";
    const reached = new Set<string>();
    for (const [at, item] of this.#items().entries()) {
      const box = this.#read(item);
      const shown = this.#boxes.get(item);
      if (shown === undefined) continue;
      const place = {
        left: box.x / width,
        top: box.y / height,
        width: box.width / width,
        height: box.height / height,
      };
      for (const [name, value] of Object.entries(place)) shown.style.setProperty(name, `${value * 100}%`);
      const rows = box.width === 0 || box.height === 0 ? [] : rowsReached([box], this.#rows);
      shown.classList.toggle("reaches", rows.length > 0);
      for (const row of rows) reached.add(row);
      shown.setAttribute("aria-label", `${part} ${at + 1}: ${box.x}, ${box.y}, ${box.width} × ${box.height}`);
      const number = item.querySelector("[data-number]");
      if (number !== null) number.textContent = String(at + 1);
    }
    const empty = this.#form.querySelector<HTMLElement>("[data-empty]");
    if (empty !== null) empty.hidden = this.#items().length > 0;
    this.#warn([...reached]);
  }

  #warn(rows: readonly string[]): void {
    const warning = this.#form.querySelector<HTMLElement>("[data-warning]");
    const text = warning?.querySelector("p");
    if (warning === null || text === null || text === undefined) return;
    warning.hidden = rows.length === 0;
    const said = (this.#stage.dataset["reaches"] ?? "").replace("{rows}", rows.join(", "));
    if (text.textContent !== said) text.textContent = said;
  }

  #key(event: KeyboardEvent, item: HTMLElement): void {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#remove(item);
      return;
    }
    const by = event.altKey ? 1 : STEP;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, -by],
      ArrowDown: [0, by],
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const [dx, dy] = move;
    const box = this.#read(item);
    this.#write(
      item,
      event.shiftKey
        ? { ...box, width: box.width + dx, height: box.height + dy }
        : { ...box, x: box.x + dx, y: box.y + dy },
    );
    this.#boxes.get(item)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Where on the image, in its own pixels, a pointer is. */
  #at(event: PointerEvent): { x: number; y: number } {
    const seen = this.#stage.getBoundingClientRect();
    return {
      x: ((event.clientX - seen.left) / seen.width) * this.#size.width,
      y: ((event.clientY - seen.top) / seen.height) * this.#size.height,
    };
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || this.#drag !== undefined) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    const held = target?.closest<HTMLElement>(".part");
    const from = this.#at(event);
    const corner = target?.dataset["corner"];
    const known = [...this.#boxes].find(([, box]) => box === held)?.[0];
    // A finger on the image scrolls it, unless drawing was switched on.
    if (known === undefined && event.pointerType === "touch" && !this.#stage.classList.contains("drawing"))
      return;
    event.preventDefault();
    const item = known ?? this.#add({ ...from, width: SMALLEST, height: SMALLEST });
    if (item === undefined) return;
    const drawnBy = known === undefined ? 2 : corner === undefined ? undefined : Number(corner);
    this.#drag = { pointer: event.pointerId, item, from, before: this.#read(item), corner: drawnBy };
    this.#boxes.get(item)?.focus({ preventScroll: true });
    this.#stage.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag === undefined || drag.pointer !== event.pointerId) return;
    const to = this.#at(event);
    const { before, corner, from, item } = drag;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    if (corner === undefined) return this.#write(item, { ...before, x: before.x + dx, y: before.y + dy });
    // The corner opposite stays; drawn past it, the part turns over.
    const fixedX = corner === 0 || corner === 3 ? before.x + before.width : before.x;
    const fixedY = corner === 0 || corner === 1 ? before.y + before.height : before.y;
    const [x, y] = [this.#inside(to.x, this.#size.width), this.#inside(to.y, this.#size.height)];
    this.#write(item, {
      x: Math.min(fixedX, x),
      y: Math.min(fixedY, y),
      width: Math.abs(x - fixedX),
      height: Math.abs(y - fixedY),
    });
  }

  #inside(value: number, whole: number): number {
    return Math.max(0, Math.min(whole, value));
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.pointer !== event.pointerId) return;
    this.#drag = undefined;
    const { width, height } = this.#read(drag.item);
    // A click beside the parts is no part.
    if (drag.corner === 2 && width <= SMALLEST && height <= SMALLEST) this.#remove(drag.item);
  }

  #tool(event: Event): void {
    const button = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("button") : null;
    switch (button?.dataset["act"]) {
      case "add":
        return this.#addInSight();
      case "draw": {
        const drawing = this.#stage.classList.toggle("drawing");
        button?.setAttribute("aria-pressed", String(drawing));
        return;
      }
      case "larger":
        return this.#resize(1);
      case "smaller":
        return this.#resize(-1);
      case undefined:
    }
  }

  #resize(by: number): void {
    this.#zoom = Math.max(0, Math.min(ZOOMS.length - 1, this.#zoom + by));
    this.#stage.style.setProperty("--zoom", `${ZOOMS[this.#zoom] ?? 100}%`);
  }

  /** A new part in the middle of what is seen of the image. */
  #addInSight(): void {
    const frame = this.#stage.parentElement?.getBoundingClientRect();
    const seen = this.#stage.getBoundingClientRect();
    if (frame === undefined) return;
    const scale = this.#size.width / seen.width;
    const top = Math.max(frame.top, 0, seen.top);
    const bottom = Math.min(frame.bottom, window.innerHeight, seen.bottom);
    const left = Math.max(frame.left, seen.left);
    const right = Math.min(frame.right, seen.right);
    const [width, height] = [(right - left) * 0.6 * scale, Math.min(120, (bottom - top) * 0.4) * scale];
    const item = this.#add({
      x: ((left + right) / 2 - seen.left) * scale - width / 2,
      y: ((top + bottom) / 2 - seen.top) * scale - height / 2,
      width,
      height,
    });
    if (item !== undefined) this.#boxes.get(item)?.focus({ preventScroll: true });
  }
}
