import type { Context } from "hono";

const HOST = /^(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/;

/**
 * What every page on this machine alone is held to: requests need the machine's own name as host (so that no other site can
 * take its place by DNS) and, to change anything, this page as their origin; answers load what the policy names and no more.
 */
export function guardLocal(
  policy: string,
): (context: Context, proceed: () => Promise<void>) => Promise<Response | undefined> {
  return async (context, proceed) => {
    const host = context.req.header("host") ?? "";
    if (!HOST.test(host)) return context.text("wrong host", 403);
    const isRead = context.req.method === "GET" || context.req.method === "HEAD";
    if (!isRead && context.req.header("origin") !== `http://${host}`)
      return context.text("wrong origin", 403);
    await proceed();
    context.header(
      "Content-Security-Policy",
      `default-src 'none'; ${policy}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    context.header("X-Content-Type-Options", "nosniff");
    // Not no-referrer: with that, browsers send no origin with a form either.
    context.header("Referrer-Policy", "same-origin");
    context.header("Cache-Control", "no-store");
    return undefined;
  };
}
