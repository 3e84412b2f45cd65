"""Tasks of several kinds that pass packets to each other through a scheduler: method calls, attributes and small queues."""


class Packet:
    def __init__(self, kind, value):
        self.kind = kind
        self.value = value
        self.next = None


class Task:
    def __init__(self, scheduler, name):
        self.scheduler = scheduler
        self.name = name
        self.queue = None
        self.holding = 0
        self.done = 0

    def receive(self, packet):
        packet.next = self.queue
        self.queue = packet

    def take(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.next
            packet.next = None
        return packet

    def ready(self):
        return self.queue is not None


class Worker(Task):
    def run(self):
        packet = self.take()
        packet.value = (packet.value * 31 + 7) % 1009
        self.done += 1
        self.scheduler.send("handler", packet)


class Handler(Task):
    def run(self):
        packet = self.take()
        self.holding ^= packet.value
        self.done += 1
        self.scheduler.send("device" if packet.value & 1 else "worker", packet)


class Device(Task):
    def run(self):
        packet = self.take()
        self.done += 1
        packet.kind = 1 - packet.kind
        self.scheduler.send("worker", packet)


class Scheduler:
    def __init__(self):
        self.tasks = {}

    def add(self, task):
        self.tasks[task.name] = task

    def send(self, name, packet):
        self.tasks[name].receive(packet)

    def run(self, rounds):
        steps = 0
        while steps < rounds:
            for task in self.tasks.values():
                if task.ready():
                    task.run()
                    steps += 1
        return steps


scheduler = Scheduler()
for kind in (Worker, Handler, Device):
    scheduler.add(kind(scheduler, kind.__name__.lower()))
for i in range(10):
    scheduler.send("worker", Packet(i & 1, i))
scheduler.run(2_400_000)
print([(t.name, t.done, t.holding) for t in scheduler.tasks.values()])
