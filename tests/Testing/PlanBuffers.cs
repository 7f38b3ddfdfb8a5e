using System.Globalization;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Testing;

/// <summary>What a statement reads, as the database counts it.</summary>
public static class PlanBuffers
{
    /// <summary>Pages of memory it looks at.</summary>
    public static async Task<long> CountAsync(IDatabaseTransaction transaction, NpgsqlBatchCommand statement)
    {
        await using var command = new NpgsqlCommand($"explain (analyze, buffers, timing off, format json) {statement.CommandText}", transaction.Connection);
        foreach (NpgsqlParameter parameter in statement.Parameters) command.Parameters.Add(parameter.Clone());
        using var plan = JsonDocument.Parse(Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!);
        var top = plan.RootElement[0].GetProperty("Plan");
        return top.GetProperty("Shared Hit Blocks").GetInt64() + top.GetProperty("Shared Read Blocks").GetInt64();
    }
}
