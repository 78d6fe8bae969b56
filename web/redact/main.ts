import { Stage } from "./stage.ts";

// The page works without it: parts are then typed as numbers.
const stage = document.querySelector<HTMLElement>(".stage");
const form = document.querySelector<HTMLFormElement>("form");
if (stage !== null && form !== null) new Stage(stage, form).start();
