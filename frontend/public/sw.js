// Shows what is pushed, and does what is chosen there. It keeps nothing and serves no pages.

const HOUR = "hour";

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));

async function show(pushed) {
  const notice = pushed ? pushed.json() : { title: "ArgusAI", body: "Something happened.", path: "/notices", tag: "argusai" };
  const about = notice.what === "opened" || notice.what === "words";
  const actions = about
    ? [
        { action: "acknowledge", title: "I see to it" },
        { action: "snooze", title: "Snooze 1 h" },
      ]
    : [];
  await self.registration.showNotification(notice.title, {
    body: notice.body,
    tag: notice.tag,
    // Better words for what is shown already come without a sound.
    renotify: false,
    silent: notice.again === true,
    requireInteraction: notice.urgent === true,
    timestamp: notice.at,
    icon: "/icon-192.png",
    ...(notice.picture ? { image: notice.picture } : {}),
    actions,
    data: { id: notice.id, path: notice.path },
  });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(act(event.action, event.notification.data));
});

async function act(action, { id, path }) {
  if (action === "acknowledge" && (await change(`/api/v1/notices/${id}/acknowledgement`))) return;
  if (action === "snooze" && (await change("/api/v1/calm/snooze", { length: HOUR }))) return;
  await look(path);
}

// As the page does it: with the session's token. False when nobody is signed in here any more; then the page opens.
async function change(address, body) {
  try {
    const session = await (await fetch("/api/v1/session")).json();
    if (session.state !== "signed-in") return false;
    const headers = { "X-CSRF-Token": session.csrf_token, "Content-Type": "application/json" };
    const answer = await fetch(address, { method: "POST", headers, body: body ? JSON.stringify(body) : undefined });
    return answer.ok;
  } catch {
    return false;
  }
}

async function look(path) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) {
    try {
      await page.focus();
      await page.navigate(path);
      return;
    } catch {
      // A page of an older visit that we do not control: open a new one.
    }
  }
  await self.clients.openWindow(path);
}
