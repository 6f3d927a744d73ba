// Fastify + BullMQ: check the signature over the raw body, queue.add(payload), answer 202.
import { createHmac, timingSafeEqual } from "node:crypto";
import { Queue } from "bullmq";
import Fastify from "fastify";
import { Redis } from "ioredis";

const { GORGIAS_WEBHOOK_SECRET: secret, REDIS_URL, PORT } = process.env;
const queue = new Queue("drafts", { connection: new Redis(REDIS_URL) });
const app = Fastify({ logger: false });

app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => done(null, body));

app.post("/webhooks/gorgias", async (request, reply) => {
  const expected = Buffer.from("sha256=" + createHmac("sha256", secret).update(request.body).digest("hex"));
  const given = Buffer.from(request.headers["x-gorgias-signature"] ?? "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return reply.code(401).send({ error: "not signed by Gorgias" });
  }
  await queue.add("draft_reply", JSON.parse(request.body));
  return reply.code(202).send({ status: "accepted" });
});

await queue.waitUntilReady();
await app.listen({ host: "127.0.0.1", port: Number(PORT) });
