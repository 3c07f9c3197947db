import type { UsbDevice } from "@/features/cameras/api/usbDevices";

export const AUTOMATIC = "auto";

type Picture = UsbDevice["pictures"][number];
interface Option {
  value: string;
  label: string;
}

const CODECS: Record<Picture["codec"], string> = { mjpeg: "MJPEG", h264: "H.264", raw: "Not encoded" };

/** A kind and size of picture as one word: "mjpeg 1280x720". */
export function wordOf({ codec, width, height }: { codec: string; width: number; height: number }): string {
  return codec === AUTOMATIC && !width ? AUTOMATIC : `${codec} ${String(width)}x${String(height)}`;
}

/** What `wordOf` wrote. */
export function pictureOf(word: string): { codec: "auto" | Picture["codec"]; width: number; height: number } {
  const [codec = AUTOMATIC, size = "0x0"] = word.split(" ");
  const [width = 0, height = 0] = size.split("x").map(Number);
  return { codec: codec === "mjpeg" || codec === "h264" || codec === "raw" ? codec : AUTOMATIC, width, height };
}

/** Largest first, each kind for itself; what is stored stays among them. */
export function pictureOptions(pictures: readonly Picture[], stored: string): Option[] {
  const order = Object.keys(CODECS);
  const sorted = [...pictures].sort(
    (one, other) => order.indexOf(one.codec) - order.indexOf(other.codec) || other.width * other.height - one.width * one.height,
  );
  const words = [...new Set([...sorted.map(wordOf), ...(stored === AUTOMATIC ? [] : [stored])])];
  return [{ value: AUTOMATIC, label: "Automatic" }, ...words.map((value) => ({ value, label: labelOf(value) }))];
}

/** Of the chosen kind and size; of an automatic one, we choose. */
export function rateOptions(pictures: readonly Picture[], word: string, stored: string): Option[] {
  const offered = pictures.filter((each) => wordOf(each) === word).flatMap(({ rates }) => rates);
  const rates = [...new Set([...offered, ...(Number(stored) > 0 ? [Number(stored)] : [])])].sort((one, other) => other - one);
  return [{ value: "0", label: "Automatic" }, ...rates.map((rate) => ({ value: String(rate), label: String(rate) }))];
}

function labelOf(word: string): string {
  const { codec, width, height } = pictureOf(word);
  const kind = codec === AUTOMATIC ? "Automatic" : CODECS[codec];
  return width ? `${kind}, ${String(width)} × ${String(height)}` : kind;
}

/** What tells it from others, or why it is not the one. */
export function hintOf(device: UsbDevice, own: boolean): string {
  if (device.taken_by && !own) return `Watched already, as “${device.taken_by.name}”`;
  return device.moves ? `Number ${device.serial}. It may move to another port` : `Port ${device.port}. It is known by this port: leave it there`;
}
