using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>
/// Keeps a report in the middle: its inputs are kept and its files are made, and the file of disposals cannot be kept, because a row of its name, in our hands, is not committed.
/// </summary>
internal sealed class ReportHold : IAsyncDisposable
{
    private const string Waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into tax.report_file%'";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly NpgsqlConnection _connection;

    private ReportHold(NpgsqlConnection connection, string report) => (_connection, Report) = (connection, report);

    public string Report { get; }

    /// <summary>Asks for a report and holds it.</summary>
    /// <param name="database">The product's.</param>
    /// <param name="ask">Asks, and returns the report's id.</param>
    public static async Task<ReportHold> AskAsync(TestDatabase database, Func<Task<string>> ask)
    {
        // Nobody may keep a file until our row is in the queue before anybody else's.
        await using var gate = await OpenAsync(database);
        await RunAsync(gate, "begin; lock table tax.report_file in share row exclusive mode");
        var hold = new ReportHold(await OpenAsync(database), await ask());
        var row = RunAsync(hold._connection, $"begin; insert into tax.report_file values ('{DemoTenant.Tenant}', '{hold.Report}', 'disposals.csv', false, '', '')");
        await Eventually.HoldsAsync(async () => await database.ScalarAsync<long>($"{Waiting} and query like '%{hold.Report}%'") > 0, "our row waits", Patience);
        await RunAsync(gate, "rollback");
        await row;
        return hold;
    }

    /// <summary>Waits until the report cannot go on.</summary>
    public static Task InTheMiddleAsync(TestDatabase database) => Eventually.HoldsAsync(async () => await database.ScalarAsync<long>(Waiting) > 0, "the report waits in the middle", Patience);

    /// <summary>Waits until nobody waits any more.</summary>
    public static Task LeftAsync(TestDatabase database) => Eventually.HoldsAsync(async () => await database.ScalarAsync<long>(Waiting) == 0, "nobody works on the report", Patience);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.SuperuserConnectionString + ";Pooling=false;Command Timeout=200");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
