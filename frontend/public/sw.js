// Shows what is pushed, does what is chosen there, and says so where ArgusAI is not reached. It keeps that one page and
// nothing else: whatever comes from behind sign-in is never stored.

const HOUR = "hour";
const OFFLINE = "/offline.html";
const KEPT = "argusai-offline-1";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.add(new Request(OFFLINE, { cache: "reload" }))));
});

self.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await self.registration.navigationPreload?.enable(); // so that no page waits for us to wake
}

// Pages alone, and always from the network; media that somebody opens in a tab are the browser's own affair.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode !== "navigate" || request.method !== "GET" || new URL(request.url).pathname.startsWith("/api/")) return;
  event.respondWith(open(event));
});

async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

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
    badge: "/badge-96.png",
    ...(notice.picture ? { image: notice.picture } : {}),
    actions,
    data: { id: notice.id, path: notice.path },
  });
  await count();
}

// The number on the app's icon, as at the bell; a mere dot where nobody is signed in.
async function count() {
  if (!("setAppBadge" in self.navigator)) return;
  try {
    const answer = await fetch("/api/v1/notices/summary");
    await self.navigator.setAppBadge(...(answer.ok ? [(await answer.json()).unread] : []));
  } catch {
    // No matter: the notice is shown.
  }
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
