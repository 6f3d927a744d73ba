"""The sums behind the account's bucket, as Lua that Redis runs at one moment for everybody.

The bucket is a leaky one, kept as a "theoretical arrival time" (GCRA, as in ATM Forum TM 4.1): `tat` is the moment
at which it will have leaked empty, so it holds (tat - now) / interval turns. Whoever takes turns is told the moment at
which they may be sent, and they count from now on: who asks first is sent first, whichever process it is in.

Promised turns are held for later. They fill the bucket without leaking until they are sent, or until they lapse.

Redis' own clock counts, unless the caller gives a time. All moments are in milliseconds.
"""

#: What all scripts begin with. KEYS: see `keys_of`. ARGV[1]: the time or ''; ARGV[2]: milliseconds for one turn;
#: ARGV[3]: the turns that the bucket holds.
BEGIN = """
local state, promised, lanes = KEYS[1], KEYS[2], (#KEYS - 2) / 2
local function waiting(lane) return KEYS[3 + lane] end
local function owed_to(lane) return KEYS[3 + lanes + lane] end
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + time[2] / 1000
end
local interval, burst = tonumber(ARGV[2]), tonumber(ARGV[3])
local function known(field) return tonumber(redis.call('HGET', state, field) or 0) end
local function keep(field, value)
    redis.call('HSET', state, field, string.format('%.3f', value))
    redis.call('PEXPIRE', state, 86400000)
end
local tat, paused = math.max(known('tat'), now), known('paused')
redis.call('ZREMRANGEBYSCORE', promised, '-inf', now)
local held = redis.call('ZCARD', promised)
for lane = 0, lanes - 1 do redis.call('ZREMRANGEBYSCORE', waiting(lane), '-inf', now) end
local function void_what_was_told()
    for lane = 0, lanes - 1 do redis.call('DEL', owed_to(lane)) end
    redis.call('HINCRBY', state, 'epoch', 1)
end
-- When so many turns more fit into so large a bucket, beside those that are held.
local function opens(turns, size) return math.max(now, paused, tat + (turns + held - size) * interval) end
"""

#: Take turns. ARGV[4]: lane; ARGV[5]: turns; ARGV[6]: how long the caller can wait; ARGV[7]: its name; ARGV[8]:
#: `send`, `hold` or `redeem`; ARGV[9]: how long a promise lasts; then for each lane how full it may make the bucket
#: and its share. Answers {what, milliseconds, epoch}: `go` in so many, `ask` again in so many, or `late`: not before so
#: many.
TAKE = (
    BEGIN
    + """
local lane, turns, patience, caller = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local purpose, lasts = ARGV[8], tonumber(ARGV[9])
local function fills(of) return tonumber(ARGV[10 + 2 * of]) end
local function share(of) return tonumber(ARGV[11 + 2 * of]) end
-- Rounded up: a turn that is sent early may be one too many.
local function answer(what, at) return {what, math.ceil(at - now), redis.call('HGET', state, 'epoch') or '0'} end

-- While a lane behind this one waits, it is owed a share of what this one takes.
local function pay_those_behind()
    for behind = lane + 1, lanes - 1 do
        if redis.call('ZCARD', waiting(behind)) > 0 then
            local owed = known('owed:' .. behind) + turns * share(behind)
            while owed >= 1 do
                owed = owed - 1
                redis.call('RPUSH', owed_to(behind), string.format('%.3f', opens(1, burst)))
                redis.call('PEXPIRE', owed_to(behind), 600000)
                tat = tat + interval
            end
            keep('owed:' .. behind, owed)
        end
    end
end

local function go(at)
    if at > now then redis.call('ZADD', waiting(lane), at, caller) else redis.call('ZREM', waiting(lane), caller) end
    keep('tat', tat)
    return answer('go', at)
end

if purpose == 'redeem' then
    local had = #redis.call('ZPOPMIN', promised, turns) / 2
    held = held - had
    if had >= turns then
        tat = tat + turns * interval
        return go(math.max(now, paused))
    end
end

-- Turns that are owed to this lane come first; whoever they were meant for may have gone.
local owed = owed_to(lane)
local first = tonumber(redis.call('LINDEX', owed, 0) or now)
while first < now - 10 * interval do
    redis.call('LPOP', owed)
    first = tonumber(redis.call('LINDEX', owed, 0) or now)
end
local last_owed = tonumber(redis.call('LINDEX', owed, turns - 1) or nil)
if last_owed and last_owed <= now and paused <= now and purpose ~= 'hold' then
    redis.call('LTRIM', owed, turns, -1)
    return go(now)
end

local size = burst * fills(lane)
if lane > 0 or patience <= 0 then
    -- Only what is free at this moment, so that nobody who comes later has to wait for this.
    size = math.max(turns, patience <= 0 and math.min(size, burst * 0.5) or size)
end
local at = opens(turns, size)
if lane > 0 or held + turns > size then
    if at > now then
        local again = last_owed and math.max(last_owed, paused) or at
        again = math.min(math.max(again, now + interval / 4), now + 2000)
        if again - now > patience then return answer('late', math.max(at, again)) end
        redis.call('ZADD', waiting(lane), now + 3000, caller)
        return answer('ask', again)
    end
elseif at - now > patience then
    if patience <= 0 then return answer('late', at) end
    -- Those who come back are spread, so that they find their turn when they do, in the order in which they left.
    local back = math.max(known('back'), at) + turns * interval
    keep('back', back)
    return answer('late', back)
end

if purpose == 'hold' then
    for _ = 1, turns do
        local number = redis.call('HINCRBY', state, 'promises', 1)
        redis.call('ZADD', promised, at + lasts, number)
    end
    redis.call('PEXPIRE', promised, 86400000)
else
    tat = tat + turns * interval
end
pay_those_behind()
return go(at)
"""
)

#: Gorgias said 429. ARGV[4]: for how long to pause; ARGV[5]: the account's whole limit. Whoever was told a moment must
#: ask again.
PAUSE = (
    BEGIN
    + """
local limit = tonumber(ARGV[5])
keep('paused', math.max(paused, now + tonumber(ARGV[4])))
keep('tat', now + limit * interval)
void_what_was_told()
"""
)

#: The account's own counter, ARGV[4], with ARGV[5] turns of doubt. More than we know of was taken by somebody else.
OBSERVE = (
    BEGIN
    + """
local used, doubt = tonumber(ARGV[4]), tonumber(ARGV[5])
local surplus = used - math.min(burst, (tat - now) / interval) - doubt
if surplus > 0 then
    if used > burst + doubt then
        -- What was promised for the next moments would be too much.
        tat = now
        keep('paused', math.max(paused, now + (used - burst) * interval))
        void_what_was_told()
        surplus = used
    end
    keep('tat', tat + surplus * interval)
end
"""
)

#: Answers {turns used, turns held, milliseconds of pause, milliseconds until a live turn, callers waiting by lane...}.
LOOK = (
    BEGIN
    + """
local seen = {math.ceil(math.min(burst, (tat - now) / interval)), held, math.max(0, math.ceil(paused - now)),
              math.ceil(opens(1, burst) - now)}
for lane = 0, lanes - 1 do seen[#seen + 1] = redis.call('ZCARD', waiting(lane)) end
return seen
"""
)


def keys_of(account: str, lanes: int) -> list[str]:
    """The keys that every script is given."""
    name = f"gorgias:{{{account}}}"
    each = [f"{name}:{what}:{lane}" for what in ("waiting", "owed") for lane in range(lanes)]
    return [f"{name}:turns", f"{name}:promised", *each]
