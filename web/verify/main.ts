/** The program of the page that verifies. The same text runs as the page's script and again as its worker. */
import { config } from "zod";

import { startPage } from "./page.ts";
import { startWorker } from "./worker.ts";

// The page's policy lets no text be made into code.
config({ jitless: true });
if (typeof document === "undefined") startWorker();
else startPage();
