import type { Camera, CameraHealth, EventDetail, EventItem, Outage, Schemas, Session, Settings, System } from "@/lib/api/types";

/** Sane examples; give only what the test is about. */
let count = 0;

export function newId(): string {
  count += 1;
  return `01980000-0000-7000-8000-${count.toString(16).padStart(12, "0")}`;
}

export function aSession(over: Partial<Session> = {}): Session {
  return {
    state: "signed-in",
    code_required: false,
    user: { id: "01980000-0000-7000-8000-0000000000aa", name: "Ada", role: "administrator" },
    csrf_token: "csrf-of-this-session",
    ...over,
  };
}

export function aHealth(over: Partial<CameraHealth> = {}): CameraHealth {
  return {
    condition: "connected",
    since: "2026-03-03T10:00:00Z",
    sentence: "Connected · 1080p · 15 fps",
    reason_slug: "",
    codec: "h264",
    width: 1920,
    height: 1080,
    rate: 15,
    has_sound: false,
    frames: 900,
    dropped: 0,
    reconnects: 0,
    looks_per_second: 0,
    looks_skipped: 0,
    bits_per_second: 1_200_000,
    keyframe_seconds: 2,
    apart: "",
    ...over,
  };
}

export function aCamera(over: Partial<Camera> = {}): Camera {
  return {
    id: newId(),
    name: "Front door",
    enabled: true,
    position: 0,
    source: { kind: "rtsp", url: "rtsp://192.0.2.10/stream", username: "viewer", has_password: true, transport: "auto", certificate: "" },
    rules: noRules(),
    schedule: [],
    pause: null,
    watching: { now: true, why_not: "", until: null },
    keep: "clip",
    stays_home: false,
    gate: "off",
    privacy: { polygons: [], video: "reencode" },
    sub: null,
    health: aHealth(),
    created_at: "2026-03-01T10:00:00Z",
    updated_at: "2026-03-01T10:00:00Z",
    ...over,
  };
}

/** What a camera watches for where nobody said anything. */
export function noRules(over: Partial<Schemas["RulesOut"]> = {}): Schemas["RulesOut"] {
  return { filters: [], zones: [], masks: [], zones_required: false, lines: [], ...over };
}

export function aZone(over: Partial<Schemas["ZoneOut"]> = {}): Schemas["ZoneOut"] {
  const polygon = [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.8],
    [0.2, 0.8],
  ];
  return { name: "Drive", polygon, labels: [], least_height: 0, loiter_seconds: 0, required: false, tone: 0, ...over };
}

export function aLine(over: Partial<Schemas["LineOut"]> = {}): Schemas["LineOut"] {
  const points = [
    [0.5, 0.2],
    [0.5, 0.8],
  ];
  return { name: "Gate", points, direction: "either", labels: [], left: "", right: "", required: false, tone: 0, ...over };
}

/** Our limits for `label`, as the server lists them. */
export function aDefaultFilter(label: string): Schemas["LabelFilterOut"] {
  const limits = { least_score: 0.4, least_height: 0.04, most_height: 1, least_ratio: 0.12, most_ratio: 5, dwell_seconds: 0 };
  return { label, told: true, ...limits };
}

export function anEvent(over: Partial<EventItem> = {}): EventItem {
  return {
    id: newId(),
    camera_id: "01980000-0000-7000-8000-0000000000cc",
    camera_name: "Front door",
    state: "closed",
    trigger: "track",
    started_at: "2026-03-03T10:00:00Z",
    ended_at: "2026-03-03T10:00:20Z",
    duration_seconds: 20,
    continues_id: null,
    labels: ["person"],
    zones: [],
    lines: [],
    counts: { person: 1 },
    attention: 0,
    attention_reason: "A person by day.",
    description: {
      text: "A person walked up the driveway and stayed at the front door for 20 seconds.",
      language: "en",
      describer: "built-in",
      provisional: false,
    },
    thumbnail: null,
    focus: { x: 0.5, y: 0.5 },
    seen: false,
    feedback: null,
    ...over,
  };
}

export function anEventDetail(over: Partial<EventDetail> = {}): EventDetail {
  return { ...anEvent(), note: "", snapshot: null, frames: [], clip: null, tracks: [], newer_id: null, older_id: null, ...over };
}

export function anOutage(over: Partial<Outage> = {}): Outage {
  return {
    id: newId(),
    camera_id: "01980000-0000-7000-8000-0000000000cc",
    camera_name: "Front door",
    kind: "away",
    began_at: "2026-03-03T02:10:00Z",
    ended_at: "2026-03-03T02:31:00Z",
    seconds: 1260,
    times: 1,
    reason_slug: "timeout",
    why: "the camera did not answer",
    sentence: "Front door was blind from 02:10 to 02:31: the camera did not answer.",
    news: 2,
    ...over,
  };
}

export function someSettings(over: Partial<Settings> = {}): Settings {
  const place = { latitude: null, longitude: null };
  return { retention_days: 30, retention_gb: null, language: "en", time_zone: "UTC", ...place, ...over };
}

/** Ours, unless said otherwise. */
export function aKey(over: Partial<Schemas["KeyOut"]> = {}): Schemas["KeyOut"] {
  return {
    id: "01980000-0000-7000-8000-0000000000aa",
    name: "Home Assistant",
    scopes: ["streams:read"],
    camera_ids: null,
    created_at: "2026-01-01T12:00:00Z",
    expires_at: null,
    last_used_at: null,
    ends_with: "aB3x",
    made_by: "Ada",
    ...over,
  };
}

export function aNotice(over: Partial<Schemas["NoticeOut"]> = {}): Schemas["NoticeOut"] {
  return {
    id: "01980000-0000-7000-8000-0000000000c1",
    kind: "event",
    event_id: "01980000-0000-7000-8000-0000000000e1",
    camera_id: "01980000-0000-7000-8000-000000000001",
    rules: ["People"],
    title: "Yard",
    text: "A person walked by.",
    urgent: false,
    happened_at: "2026-03-03T10:00:00Z",
    made_at: "2026-03-03T10:00:01Z",
    silent: "",
    read_at: null,
    acknowledged_at: null,
    acknowledged_by: "",
    path: "/events/01980000-0000-7000-8000-0000000000e1",
    ...over,
  };
}

export function aChannel(over: Partial<Schemas["ChannelOut"]> = {}): Schemas["ChannelOut"] {
  return {
    id: "01980000-0000-7000-8000-0000000000d1",
    kind: "webhook",
    name: "My program",
    enabled: true,
    usual: true,
    most_per_minute: 0,
    owner_id: "01980000-0000-7000-8000-0000000000aa",
    owner_name: "Ada",
    mine: true,
    target: "hook.example.org",
    settings: { kind: "webhook", url: "https://hook.example.org/", template: "", header_names: [] },
    sent_at: null,
    failures: 0,
    failed_at: null,
    fault: "",
    ...over,
  };
}

export function aDelivery(over: Partial<Schemas["DeliveryOut"]> = {}): Schemas["DeliveryOut"] {
  return {
    id: "01980000-0000-7000-8000-0000000000f1",
    notice_id: "01980000-0000-7000-8000-0000000000c1",
    event_id: "01980000-0000-7000-8000-0000000000e1",
    channel_id: "01980000-0000-7000-8000-0000000000d1",
    channel_name: "My program",
    channel_kind: "webhook",
    person_id: "01980000-0000-7000-8000-0000000000aa",
    title: "Yard",
    text: "A person walked by.",
    state: "sent",
    tries: 1,
    made_at: "2026-03-03T10:00:01Z",
    next_try_at: null,
    sent_at: "2026-03-03T10:00:02Z",
    fault: "",
    edited: false,
    ...over,
  };
}

export function someCalm(over: Partial<Schemas["CalmOut"]> = {}): Schemas["CalmOut"] {
  return { quiet_from: 0, quiet_until: 0, zone: "Europe/Berlin", own_zone: false, house_zone: "Europe/Berlin", pause_seconds: 60, snoozed_until: null, quiet_now: false, ...over };
}

/** Switched off, as at first. */
export function aHomeAssistant(over: Partial<Schemas["HomeAssistantOut"]> = {}): Schemas["HomeAssistantOut"] {
  return {
    enabled: false, host: "", port: 1883, username: "", has_password: false, tls: false, authority: "", certificate: "", has_key: false,
    readable: true, discovery_prefix: "homeassistant", topic_prefix: "argusai",
    connection: { state: "off", since: null, sentence: "", published: 0, waiting: 0, dropped: 0, ignored: 0 },
    ...over,
  };
}

export function aDetector(over: Partial<Schemas["DetectorOut"]> = {}): Schemas["DetectorOut"] {
  return {
    name: "nanodet",
    built_in: true,
    in_use: false,
    licence: "Apache-2.0",
    labels: ["person", "car", "dog"],
    bytes: 0,
    check: null,
    ...over,
  };
}

export function aSystem(over: Partial<System> = {}): System {
  return {
    version: "0.1.0",
    started_at: "2026-03-03T08:00:00Z",
    uptime_seconds: 7_200,
    storage: { media_bytes: 0, database_bytes: 0, free_bytes: 5e11, events: 0, oldest_event_at: null },
    cameras_connected: 1,
    cameras_down: 0,
    cameras_paused: 0,
    models: [{ name: "nanodet", purpose: "finds objects", installed: true }],
    capture: [{ running: true, restarts: 0, cameras: 1 }],
    troubles: [],
    ...over,
  };
}

export function aProblem(type: string, status: number, detail: string, fields: Record<string, string> = {}): Schemas["ProblemOut"] {
  return { type, title: detail, status, detail, instance: null, fields };
}
