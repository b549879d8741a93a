"""The web of banners: one site a banner, each with its stated truth, and a server whose log proves what took effect.

* `site.py`: what a site is, and its truth · `server.py`: the server and its log · `kit.js`: how home-made banners
  store and obey an answer
* `words.py`, `forms.py`, `homemade.py`: a banner of its own in each of the 27 languages, in many kinds of markup
* `traps.py`, `hostile.py`: what goes wrong on real pages, one site each · `without.py`: pages that have no banner
* `rare.py`: ways of asking and of answering that few banners have · `levels.py`: sliders and rows of levels ·
  `purposes.py`, `settings.py`, `unnamed.py`: second layers of all kinds, and where they lie · `walls.py`: what costs
  money
* `recorded.py`, `memory.py`: answers that only the server knows
* `real.py`: consent managers from npm with the translations they ship · `imitations.py`: pages that expose the
  same interfaces as managers that are only served by their makers
* `drive.py`: takes a browser through all of them

Every page obeys the answer that it stored: it asks for `/t/<category>.gif` for what was accepted, and tells the server
on each load what it holds (`/seen?given=…`). So the log shows an answer's effect independently of what was measured.
"""
