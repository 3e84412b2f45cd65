// What a reference count costs when objects have one hidden class or several.
//
//   node bench/header-shapes.mjs
//
// One loop raises and drops the count of objects out of a mixed array, as the operand stack of an interpreter does. Only the number of constructors
// differs. "swappable" goes through a field that holds the object of counting functions, which is what a run that counts differently would use.

const OBJECTS = 4096;
const ROUNDS = 2000;
const REPEATS = 7;

/** Constructors with the same fields, and one field of their own: one hidden class each. */
function constructors(n) {
  return Array.from({ length: n }, (_, i) =>
    new Function(
      `return class Shape${i} { constructor() { this.rc = 1; this.epoch = 1; this.gci = -1; this.type = null; this.v = ${i}; this.own${i} = null; } }`,
    )(),
  );
}

/** Compiled anew for each measurement, so that one does not spoil the inline caches of the next. */
function freshLoop() {
  return new Function(
    "objects",
    "rounds",
    `let dead = 0;
     for (let r = 0; r < rounds; r++) {
       for (let i = 0; i < objects.length; i++) { const o = objects[i]; if (o.epoch < 0) dead++; o.rc++; }
       for (let i = 0; i < objects.length; i++) { const o = objects[i]; if (o.epoch < 0) dead++; if (--o.rc === 0) dead++; }
     }
     return dead;`,
  );
}

function swappableLoop() {
  return new Function(
    "objects",
    "rounds",
    `const counting = { incref(o) { o.rc++; }, decref(o) { return --o.rc === 0; } };
     let dead = 0;
     for (let r = 0; r < rounds; r++) {
       for (let i = 0; i < objects.length; i++) counting.incref(objects[i]);
       for (let i = 0; i < objects.length; i++) if (counting.decref(objects[i])) dead++;
     }
     return dead;`,
  );
}

/** The best of several runs, in nanoseconds for one pair of incref and decref. */
function measure(shapes, makeLoop) {
  const classes = constructors(shapes);
  const objects = Array.from({ length: OBJECTS }, (_, i) => new classes[(i * 7919) % shapes]());
  const loop = makeLoop();
  loop(objects, 50);
  let best = Infinity;
  for (let i = 0; i < REPEATS; i++) {
    const from = process.hrtime.bigint();
    loop(objects, ROUNDS);
    best = Math.min(best, Number(process.hrtime.bigint() - from));
  }
  return best / (OBJECTS * ROUNDS);
}

console.log(`Node ${process.versions.node}, ${OBJECTS} objects, best of ${REPEATS}`);
console.log("hidden classes   ns a pair   through swappable functions");
for (const shapes of [1, 2, 3, 4, 8, 16]) {
  const plain = measure(shapes, freshLoop).toFixed(2);
  const swappable = measure(shapes, swappableLoop).toFixed(2);
  console.log(`${String(shapes).padStart(14)}${plain.padStart(12)}${swappable.padStart(14)}`);
}
