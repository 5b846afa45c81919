/** iPhones have full screen for the video alone, under a name of their own. */
interface AppleVideo extends HTMLVideoElement {
  webkitEnterFullscreen?(): void;
}

const refused = (what: string) => (error: unknown) =>
  console.info(`The browser refused ${what}.`, error);

/** Full screen on, or off when it is on. */
export function toggleFullscreen(frame: HTMLElement | null, video: AppleVideo | null): void {
  if (document.fullscreenElement) {
    document.exitFullscreen().catch(refused('to leave full screen'));
  } else if (document.fullscreenEnabled && frame) {
    frame.requestFullscreen().catch(refused('full screen'));
  } else {
    video?.webkitEnterFullscreen?.();
  }
}

/** The picture in a small window of its own, or back. */
export function togglePictureInPicture(video: HTMLVideoElement | null): void {
  if (document.pictureInPictureElement) {
    document.exitPictureInPicture().catch(refused('to leave picture in picture'));
  } else if (document.pictureInPictureEnabled && video) {
    video.requestPictureInPicture().catch(refused('picture in picture'));
  }
}
