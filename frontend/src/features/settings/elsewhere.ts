/** What people look for among the settings and what has a page of its own. */
export interface Elsewhere {
  to: "/cameras" | "/cameras/add" | "/cameras/arrange" | "/rules" | "/modes" | "/notices" | "/why";
  title: string;
  summary: string;
  /** What else people call it; found by the search. */
  words: string;
  forAll?: true;
}

export const ELSEWHERE: readonly Elsewhere[] = [
  {
    to: "/cameras",
    title: "Cameras",
    summary: "On the page of each camera: what it watches for, its hours, privacy, what is kept, who describes it",
    words: "zone mask line filter schedule pause hide hidden blur recording clip stream rtsp power rename delete switch off detection sensitivity",
    forAll: true,
  },
  { to: "/cameras/add", title: "Add a camera", summary: "From the network, an address or a file", words: "new rtsp onvif usb webcam doorbell search find connect" },
  { to: "/cameras/arrange", title: "Arrange cameras", summary: "Their order and their groups; several at once", words: "sort order groups rename bulk" },
  {
    to: "/rules",
    title: "Rules",
    summary: "Who is told of what, when",
    words: "notify alert alarm push tell notification notice person parcel doorbell bell ring night urgent",
    forAll: true,
  },
  {
    to: "/modes",
    title: "Modes",
    summary: "Home, Away, Night …: by hand, by the clock, by who is at home",
    words: "mode arm disarm disarmed away night holiday presence residents at home schedule",
    forAll: true,
  },
  { to: "/notices", title: "Notices", summary: "What you were told; snooze", words: "bell inbox messages snooze mute unread", forAll: true },
  { to: "/why", title: "Why not?", summary: "Why you were not told of something", words: "missed reasons silence explanation false nothing", forAll: true },
];

/** What this person may open or read. */
export function elsewhereFor(administrator: boolean): readonly Elsewhere[] {
  return administrator ? ELSEWHERE : ELSEWHERE.filter(({ forAll }) => forAll);
}
