namespace PortfolioPlatform.Ingestion.Limits;

/// <summary>How budgets are counted in the store: the same three ways as in one process. Times are milliseconds since 1970 on the clock of the limits.</summary>
internal static class RateProgram
{
    /// <summary>Takes a weight and answers 0, or answers how many milliseconds to wait. Arguments: now, shape, capacity, window, weight.</summary>
    public const string Take = """
        local now, shape, capacity, window, weight = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
        local function held(name) return tonumber(redis.call('HGET', KEYS[1], name) or '0') end
        local function hold(name, value) redis.call('HSET', KEYS[1], name, string.format('%.6f', value)) end
        now = math.max(now, held('now'))
        local closed = held('closed')
        if closed > now then return string.format('%.6f', closed - now) end
        local wait = 0
        if shape == 'fixed' then
          local number = math.floor(now / window)
          local used = 0
          if held('window') == number then used = held('used') end
          if used + weight > capacity then wait = (number + 1) * window - now else hold('window', number) hold('used', used + weight) end
        elseif shape == 'sliding' then
          for _, row in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.6f', now - window))) do
            redis.call('ZREM', KEYS[2], row)
            hold('used', held('used') - tonumber(string.match(row, ':(%d+)$')))
          end
          local used = held('used')
          if used + weight > capacity then
            local free, rows = capacity - used, redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')
            for i = 1, #rows, 2 do
              free = free + tonumber(string.match(rows[i], ':(%d+)$'))
              if free >= weight then wait = tonumber(rows[i + 1]) + window - now break end
            end
          else
            redis.call('ZADD', KEYS[2], string.format('%.6f', now), redis.call('HINCRBY', KEYS[1], 'row', 1) .. ':' .. string.format('%d', weight))
            hold('used', used + weight)
          end
        else
          local level = math.max(0, held('level') - (now - held('now')) * capacity / window)
          hold('level', level)
          if level + weight - capacity > 0.000001 then wait = (level + weight - capacity) * window / capacity + 1 else hold('level', level + weight) end
        end
        hold('now', now)
        redis.call('PEXPIRE', KEYS[1], string.format('%d', window * 2 + 60000))
        redis.call('PEXPIRE', KEYS[2], string.format('%d', window * 2 + 60000))
        return string.format('%.6f', wait)
        """;

    /// <summary>Closes a budget until a time, unless it is closed longer. Arguments: now, until.</summary>
    public const string Close = """
        local now, till = tonumber(ARGV[1]), tonumber(ARGV[2])
        if till > tonumber(redis.call('HGET', KEYS[1], 'closed') or '0') then
          redis.call('HSET', KEYS[1], 'closed', ARGV[2])
          redis.call('PEXPIRE', KEYS[1], string.format('%d', math.max(redis.call('PTTL', KEYS[1]), till - now + 60000)))
        end
        return '0'
        """;
}
