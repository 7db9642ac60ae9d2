import { sha256 } from './sha256'

// The work that a page asks for what is sent from it (platform/web/toll.h), done in short turns while the page is read.
// Sent before it is done, or without a script, the answer waits instead.
const TURN_MS = 12

function leadingZeroBits(words: Uint32Array): number {
  let bits = 0
  for (const word of words) {
    bits += Math.clz32(word)
    if (word !== 0) break
  }
  return bits
}

function solve(field: HTMLInputElement, challenge: string): void {
  const bits = Number.parseInt(challenge, 10)
  let number = 0
  const turn = (): void => {
    const until = performance.now() + TURN_MS
    while (performance.now() < until)
      for (let i = 0; i < 64; ++i, ++number)
        if (leadingZeroBits(sha256(`${challenge}.${number}`)) >= bits) {
          field.value = String(number)
          return
        }
    setTimeout(turn, 0)
  }
  turn()
}

export function startPuzzles(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-module="regard-puzzle"]')) {
    const challenge = field.form?.querySelector<HTMLInputElement>('input[name="challenge"]')?.value
    if (challenge) solve(field, challenge)
  }
}
