namespace PortfolioPlatform.Platform.Keys;

/// <summary>A tenant's data keys, open.</summary>
/// <param name="Keys">By number.</param>
/// <param name="Newest">The number of the one that seals.</param>
/// <param name="ReadAt">When they were read, by the clock's counter.</param>
internal sealed record DataKeySet(IReadOnlyDictionary<int, byte[]> Keys, int Newest, long ReadAt);

/// <summary>A data key as it is stored.</summary>
/// <param name="Number">Its place among the tenant's keys, from 1.</param>
/// <param name="Wrapped">The key, wrapped.</param>
/// <param name="MadeUnder">The master key that was the newest when it was made; empty for the first of all.</param>
internal sealed record DataKeyRow(int Number, WrappedKey Wrapped, string MadeUnder);

/// <summary>
/// Where data keys are read: over connections of their own, because they are asked for in the middle of transactions. Were they to wait for the same connections those hold, as many
/// first transactions at once as there are connections would wait for each other.
/// </summary>
/// <param name="Database">Opens them.</param>
internal sealed record KeyReading(IDatabase Database)
{
    /// <summary>Most connections for it.</summary>
    public const int MostConnections = 2;
}
