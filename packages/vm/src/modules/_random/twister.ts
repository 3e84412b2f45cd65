/*
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998) as CPython 3.11 uses it: Modules/_randommodule.c.
 */

const N = 624;
const M = 397;

export class Twister {
  state: Uint32Array = new Uint32Array(N);
  index: number = N + 1;

  /** CPython 3.11: init_genrand */
  private initByNumber(seed: number): void {
    const mt = this.state;
    mt[0] = seed;
    for (let i = 1; i < N; i++) {
      const previous = mt[i - 1]! ^ (mt[i - 1]! >>> 30);
      mt[i] = Math.imul(1812433253, previous) + i;
    }
    this.index = N;
  }

  /** Seeds from a key of any length but 0. CPython 3.11: init_by_array */
  initByArray(key: Uint32Array): void {
    const mt = this.state;
    this.initByNumber(19650218);
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      mt[i] = (mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1664525)) + key[j]! + j;
      i++;
      j++;
      if (i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      mt[i] = (mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1566083941)) - i;
      i++;
      if (i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
    }
    mt[0] = 0x80000000;
  }

  private refill(): void {
    const mt = this.state;
    for (let k = 0; k < N; k++) {
      const y = (mt[k]! & 0x80000000) | (mt[(k + 1) % N]! & 0x7fffffff);
      mt[k] = mt[(k + M) % N]! ^ (y >>> 1) ^ ((y & 1) === 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }

  /** The next 32 bits, not negative. CPython 3.11: genrand_uint32 */
  nextWord(): number {
    if (this.index >= N) this.refill();
    let y = this.state[this.index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** The next double in [0, 1), of 53 bits. CPython 3.11: _random_Random_random_impl */
  nextDouble(): number {
    const a = this.nextWord() >>> 5;
    const b = this.nextWord() >>> 6;
    return (a * 67108864 + b) * (1 / 9007199254740992);
  }
}
