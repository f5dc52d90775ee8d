# The inner function of the nbody benchmark: what `emit` makes of it must be valid LLVM IR.
def advance(dt, bodies):
    for i in range(len(bodies)):
        x1, y1, z1, v1, m1 = bodies[i]
        for j in range(i + 1, len(bodies)):
            x2, y2, z2, v2, m2 = bodies[j]
            dx, dy, dz = x1 - x2, y1 - y2, z1 - z2
            mag = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            b1, b2 = m1 * mag, m2 * mag
            v1[0] -= dx * b2
            v1[1] -= dy * b2
            v1[2] -= dz * b2
            v2[0] += dx * b1
            v2[1] += dy * b1
            v2[2] += dz * b1
    for body in bodies:
        vx, vy, vz = body[3]
        body[0] += dt * vx
        body[1] += dt * vy
        body[2] += dt * vz


def energy(bodies, e=0.0):
    for i, (x1, y1, z1, v1, m1) in enumerate(bodies):
        for x2, y2, z2, v2, m2 in bodies[i + 1:]:
            dx, dy, dz = x1 - x2, y1 - y2, z1 - z2
            e -= m1 * m2 / (dx * dx + dy * dy + dz * dz) ** 0.5
        e += m1 * (v1[0] ** 2 + v1[1] ** 2 + v1[2] ** 2) / 2.0
    return e


system = [[0.0, 0.0, 0.0, [0.0, 0.0, 0.0], 39.5], [4.84, -1.16, -0.1, [0.6, 2.8, -0.02], 0.04], [8.34, 4.12, -0.4, [-1.0, 1.8, 0.008], 0.011]]
for _ in range(50):
    advance(0.01, system)
print(round(energy(system), 9))
