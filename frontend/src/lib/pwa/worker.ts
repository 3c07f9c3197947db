/** Has the browser keep the page that says so when ArgusAI is not reached. Where it may not (plain HTTP, a certificate that it
 * does not trust, a private window), there is none; what push then lacks, the settings say. */
export function keepWorker(): void {
  if (window.isSecureContext && "serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}
