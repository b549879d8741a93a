// Stand-in for an open-source fingerprinting library: it draws, listens, measures fonts and reads what tells devices apart.
window.FingerprintJS = {
  async get() {
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    canvas.width = 240;
    canvas.height = 60;
    pen.fillText("Cwm fjordbank glyphs vext quiz", 2, 15);
    const parts = [canvas.toDataURL(), navigator.hardwareConcurrency, navigator.deviceMemory, navigator.platform, navigator.languages,
      navigator.maxTouchPoints, navigator.plugins.length, screen.width, screen.colorDepth, screen.availWidth];
    for (let face = 0; face < 40; face++) {
      pen.font = `16px "Face ${face}", monospace`;
      parts.push(pen.measureText("mmMwWLliI0fiflO&1").width);
    }
    const audio = new OfflineAudioContext(1, 5000, 44100), tone = audio.createOscillator();
    tone.connect(audio.destination);
    audio.startRendering();
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.join()));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
  },
};
