class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def advance(bodies, dt):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            pull = dt / (dx * dx + dy * dy + dz * dz + 0.01)
            a.vx -= dx * b.mass * pull
            a.vy -= dy * b.mass * pull
            a.vz -= dz * b.mass * pull
            b.vx += dx * a.mass * pull
            b.vy += dy * a.mass * pull
            b.vz += dz * a.mass * pull
    for b in bodies:
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz


bodies = [Body(i * 1.5, i * i * 0.25, 1.0 - i, 0.1 * i, 0.0, -0.05 * i, 1.0 / (i + 1)) for i in range(5)]
for _ in range(220_000):
    advance(bodies, 0.001)
print(f"{bodies[0].x:.9f} {bodies[4].z:.9f}")
