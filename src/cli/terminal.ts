import { isCancel, log, select, text } from "@clack/prompts";

import type { Asker } from "./transcribe-session.ts";

/** The person at this terminal. Ctrl-C and Escape leave. */
export const terminal: Asker = {
  tell: (line) => log.message(line),
  text: async ({ message, initial, problem }) => {
    const typed = await text({
      message,
      ...(initial === undefined ? {} : { initialValue: initial }),
      validate: (value) => problem(value ?? ""),
    });
    return isCancel(typed) ? undefined : typed;
  },
  choose: async (message, options) => {
    const value = await select<string>({ message, options: options.map((option) => ({ ...option })) });
    return isCancel(value) ? undefined : options.find((option) => option.value === value)?.value;
  },
};
