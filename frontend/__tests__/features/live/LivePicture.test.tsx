import { act, screen } from "@testing-library/react";
import { LivePicture } from "@/features/live/components/LivePicture";
import { openSocket } from "@/lib/testing/sockets";
import { renderPart } from "../../support/renderPart";

const H264 = 'video/mp4; codecs="avc1.64001f"';
const AAC = 'audio/mp4; codecs="mp4a.40.2"';

class FakeSource extends EventTarget {
  static made: FakeSource[] = [];
  static isTypeSupported() {
    return true;
  }
  mimes: string[] = [];
  appended: Uint8Array[] = [];
  constructor() {
    super();
    FakeSource.made.push(this);
  }
  addSourceBuffer(mime: string) {
    this.mimes.push(mime);
    const appendBuffer = (piece: Uint8Array) => this.appended.push(piece);
    return Object.assign(new EventTarget(), { updating: false, buffered: { length: 0 }, appendBuffer });
  }
}

describe("the live picture (F16, F18)", () => {
  beforeEach(() => {
    FakeSource.made = [];
    URL.createObjectURL = () => "blob:live";
    URL.revokeObjectURL = () => undefined;
  });
  afterEach(() => Reflect.deleteProperty(window, "MediaSource"));

  it("plays each track in a buffer of its own, what came early included", async () => {
    Object.assign(window, { MediaSource: FakeSource });
    const { user } = renderPart(<LivePicture cameraId="c1" cameraName="Yard" />);
    expect(screen.getByText("Connecting…")).toBeVisible();
    const socket = openSocket("/api/v1/cameras/c1/live?format=mp4");
    socket.says({ format: "mp4", tracks: [H264, AAC] });
    socket.says(new Uint8Array([0, 7]).buffer);
    const [source] = FakeSource.made;
    source?.dispatchEvent(new Event("sourceopen"));

    expect(source?.mimes).toEqual([H264, AAC]);
    expect(source?.appended).toEqual([new Uint8Array([7])]);
    expect(screen.getByLabelText("Live picture of Yard", { selector: "video" })).toHaveAttribute("src", "blob:live");

    await user.click(screen.getByRole("button", { name: "Turn sound on" }));
    expect(screen.getByLabelText("Live picture of Yard", { selector: "video" })).toHaveProperty("muted", false);
    expect(screen.getByRole("button", { name: "Full screen" })).toBeVisible();
  });

  it("shows JPEGs where nothing else works", async () => {
    renderPart(<LivePicture cameraId="c1" cameraName="Yard" />);
    const socket = openSocket("format=jpeg");
    socket.says({ format: "jpeg" });
    socket.says(new Uint8Array([255, 216]).buffer);
    expect(await screen.findByRole("img", { name: "Live picture of Yard" })).toHaveAttribute("src", "blob:live");
    expect(screen.queryByRole("button", { name: "Turn sound on" })).not.toBeInTheDocument();
  });

  it("says that there is no picture now", () => {
    renderPart(<LivePicture cameraId="c1" cameraName="Yard" />);
    openSocket("c1").ends(1013);
    expect(screen.getByText("No picture right now; trying again…")).toBeVisible();
  });

  it("keeps the last picture as an old one, and tells the loss once however often it tries again", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    renderPart(<LivePicture cameraId="c1" cameraName="Yard" />);
    const socket = openSocket("format=jpeg");
    act(() => {
      socket.says({ format: "jpeg" });
      socket.says(new Uint8Array([255, 216]).buffer);
    });
    act(() => socket.ends(1013));
    expect(screen.getByText(/^Last picture/)).toBeVisible();
    expect(screen.getByRole("img", { name: "Live picture of Yard" })).toHaveClass("grayscale");
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(openSocket("format=jpeg")).not.toBe(socket);
    expect(screen.getByRole("status")).toHaveTextContent("No picture right now; trying again…");
    vi.useRealTimers();
  });

  it("rests while the page is hidden", () => {
    renderPart(<LivePicture cameraId="c1" cameraName="Yard" />);
    const shown = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(() => openSocket("c1")).toThrow();
    shown.mockRestore();
  });
});
