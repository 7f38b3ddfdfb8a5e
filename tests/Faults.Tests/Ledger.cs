using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>The product's ledger as it stands in the database, seen past row-level security.</summary>
internal sealed class Ledger(TestDatabase database)
{
    public async Task<long> CountAsync() => await database.ScalarAsync<long>("select count(*) from portfolio.ledger_entry");

    public Task<SortedDictionary<string, Quantity>> TotalsAsync(string venue) => SumAsync(
        "select symbol, sum(amount)::text from portfolio.v_ledger_leg where counts and account_id = $1 group by symbol", venue, r => r.GetString(0), 1);

    public Task<SortedDictionary<string, Quantity>> ChangesAsync(string venue) => SumAsync(
        "select time, symbol, sum(amount)::text from portfolio.v_ledger_leg where counts and account_id = $1 group by time, symbol", venue, r => Truth.Key(venue, r.GetFieldValue<DateTimeOffset>(0), r.GetString(1)), 2);

    private async Task<SortedDictionary<string, Quantity>> SumAsync(string sql, string venue, Func<NpgsqlDataReader, string> key, int amount)
    {
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(DemoTenant.Account(venue).Value);
        await using var reader = await command.ExecuteReaderAsync();
        var sums = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        while (await reader.ReadAsync()) sums[key(reader)] = sums.GetValueOrDefault(key(reader)) + Quantity.Parse(reader.GetString(amount));
        return Truth.WithoutZeros(sums);
    }
}
