interface Maker {
  name: string;
  /** The main stream first, then the smaller one. */
  rtsp?: readonly string[];
  http?: readonly string[];
  note?: string;
}

/** The usual addresses, as owners commonly report them; models differ. The same list stands in docs/how-to/camera-addresses.md. */
export const MAKERS: readonly Maker[] = [
  {
    name: "Hikvision",
    rtsp: ["rtsp://192.168.1.20:554/Streaming/Channels/101", "rtsp://192.168.1.20:554/Streaming/Channels/102"],
    http: ["http://192.168.1.20/ISAPI/Streaming/channels/101/picture"],
    note: "101 is the main stream of camera 1, 102 its sub-stream; 201 is camera 2 of a recorder.",
  },
  {
    name: "Dahua, Amcrest, Lorex",
    rtsp: [
      "rtsp://192.168.1.20:554/cam/realmonitor?channel=1&subtype=0",
      "rtsp://192.168.1.20:554/cam/realmonitor?channel=1&subtype=1",
    ],
    http: ["http://192.168.1.20/cgi-bin/snapshot.cgi?channel=1", "http://192.168.1.20/cgi-bin/mjpg/video.cgi?channel=1&subtype=1"],
    note: "MJPEG needs the sub-stream set to MJPEG in the camera.",
  },
  {
    name: "Reolink",
    rtsp: ["rtsp://192.168.1.20:554/h264Preview_01_main", "rtsp://192.168.1.20:554/h264Preview_01_sub"],
    http: ["http://192.168.1.20/cgi-bin/api.cgi?cmd=Snap&channel=0&rs=1&user=admin&password=PASSWORD"],
    note: "Switch RTSP and HTTP on under Network, Advanced. Battery cameras have neither.",
  },
  {
    name: "TP-Link Tapo, Kasa",
    rtsp: ["rtsp://192.168.1.20:554/stream1", "rtsp://192.168.1.20:554/stream2"],
    note: "Make a camera account in the app first, under Advanced settings: it is not your TP-Link account.",
  },
  {
    name: "Axis",
    rtsp: ["rtsp://192.168.1.20/axis-media/media.amp", "rtsp://192.168.1.20/axis-media/media.amp?resolution=640x360"],
    http: ["http://192.168.1.20/axis-cgi/mjpg/video.cgi", "http://192.168.1.20/axis-cgi/jpg/image.cgi"],
  },
  {
    name: "Foscam",
    rtsp: ["rtsp://192.168.1.20:554/videoMain", "rtsp://192.168.1.20:554/videoSub"],
    http: ["http://192.168.1.20:88/cgi-bin/CGIProxy.fcgi?cmd=snapPicture2&usr=admin&pwd=PASSWORD"],
    note: "Some models listen at port 88 instead of 554.",
  },
  {
    name: "UniFi Protect",
    rtsp: ["rtsps://192.168.1.1:7441/KEY", "rtsp://192.168.1.1:7447/KEY"],
    note: "Switch RTSPS on in the camera's settings in Protect, which then shows the address with its key. Leave “?enableSrtp” at its end out.",
  },
  {
    name: "Wyze (through Docker Wyze Bridge)",
    rtsp: ["rtsp://192.168.1.10:8554/camera-name"],
    http: ["http://192.168.1.10:5000/snapshot/camera-name.jpg"],
    note: "Wyze cameras have no address of their own; the bridge runs on another machine.",
  },
  {
    name: "Eufy",
    rtsp: ["rtsp://192.168.1.20/live0"],
    note: "Some wired models only: switch on Storage, NAS (RTSP) in the app, which then shows the address.",
  },
  {
    name: "ESP32-CAM",
    http: ["http://192.168.1.20:81/stream", "http://192.168.1.20/capture"],
    note: "With the example “CameraWebServer”. It serves one viewer of the stream at a time.",
  },
  {
    name: "go2rtc, Frigate",
    rtsp: ["rtsp://192.168.1.10:8554/name"],
    http: ["http://192.168.1.10:1984/api/frame.jpeg?src=name", "http://192.168.1.10:1984/api/stream.mjpeg?src=name"],
  },
];
