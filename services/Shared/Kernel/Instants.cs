namespace PortfolioPlatform.Kernel;

/// <summary>Instants of the platform are UTC, truncated to microseconds (PostgreSQL's resolution).</summary>
public static class Instants
{
    /// <summary>The first moment a crypto transaction can have: Bitcoin's genesis day. Earlier times are unit mistakes.</summary>
    public static DateTimeOffset Earliest { get; } = new(2009, 1, 3, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The same instant in UTC with everything below a microsecond cut off.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset time)
    {
        var ticks = time.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>Whether a transaction time can be right: from 2009-01-03 to a day after <paramref name="now"/>.</summary>
    public static bool IsPlausible(DateTimeOffset time, DateTimeOffset now) => time >= Earliest && time <= now.AddDays(1);

    /// <summary>Unix seconds as text with a fraction, read exactly (Kraken: 1700000000.1234), truncated to microseconds.</summary>
    public static DateTimeOffset FromUnixSeconds(Quantity seconds)
    {
        var micros = (seconds * 1_000_000m).Units / System.Numerics.BigInteger.Pow(10, (seconds * 1_000_000m).Scale);
        return DateTimeOffset.UnixEpoch.AddTicks((long)micros * TimeSpan.TicksPerMicrosecond);
    }
}
