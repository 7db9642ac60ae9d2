// SHA-256 (FIPS 180-4) of ASCII text. The browser's own is asynchronous: a promise for each of many thousand short texts
// would take many times as long as the hash.
const ROUNDS = 64
const primes = (() => {
  const found: number[] = []
  for (let n = 2; found.length < ROUNDS; ++n) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
})()
const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) >>> 0
const CONSTANTS = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const INITIAL = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

const schedule = new Uint32Array(ROUNDS)
const state = new Uint32Array(8)
const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

function padded(text: string): Uint8Array {
  const bytes = new Uint8Array(((text.length + 8) >> 6) * 64 + 64)
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i)
  bytes[text.length] = 0x80
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8)
  return bytes
}

function fill(view: DataView, at: number): void {
  for (let i = 0; i < 16; ++i) schedule[i] = view.getUint32(at + i * 4)
  for (let i = 16; i < ROUNDS; ++i) {
    const a = schedule[i - 15]!
    const b = schedule[i - 2]!
    const small = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3)
    const large = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10)
    schedule[i] = schedule[i - 16]! + small + schedule[i - 7]! + large
  }
}

function mix(): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < ROUNDS; ++i) {
    const one = (h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[i]! + schedule[i]!) | 0
    const two = ((rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; ++i) state[i]! += mixed[i]!
}

// The eight words of the hash, until the next call.
export function sha256(text: string): Uint32Array {
  const bytes = padded(text)
  const view = new DataView(bytes.buffer)
  state.set(INITIAL)
  for (let at = 0; at < bytes.length; at += 64) {
    fill(view, at)
    mix()
  }
  return state
}
