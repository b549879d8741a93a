// Stand-in for the embedded player: keeps its device name and session in web storage of its own origin.
localStorage.setItem("yt-remote-device-id", JSON.stringify({ data: crypto.randomUUID(), creation: Date.now() }));
sessionStorage.setItem("yt-remote-session-app", JSON.stringify({ data: "youtube-desktop" }));
