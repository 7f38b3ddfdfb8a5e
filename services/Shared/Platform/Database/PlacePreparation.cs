using Npgsql;
using PortfolioPlatform.Platform.Hosting;

namespace PortfolioPlatform.Platform.Database;

/// <summary>Makes a placed database ready: its schemas are brought up to date and it is filled with shared rows, or, by who does not migrate, both are waited for.</summary>
/// <param name="places">All databases.</param>
/// <param name="sets">The modules' migrations.</param>
/// <param name="migrates">Whether this process migrates.</param>
internal sealed class PlacePreparation(Places places, IReadOnlyList<MigrationSet> sets, bool migrates)
{
    /// <summary>One attempt for each database that is away; the others are left as they are.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var place in places.Placed.Where(p => p.Away is not null)) await TryAsync(place, cancellationToken);
    }

    /// <summary>One attempt; true when the database can be used now.</summary>
    public async Task<bool> TryAsync(Place place, CancellationToken cancellationToken)
    {
        try
        {
            if (migrates)
            {
                await Migrator.MigrateAsync(place.Logins, sets, cancellationToken);
                await SharedRows.FillAsync(places.Main, place, cancellationToken);
            }
            else if (!await IsReadyAsync(place, cancellationToken))
            {
                place.Leave("it waits for a host that migrates");
                return false;
            }

            place.Return();
            return true;
        }
        catch (Exception error) when (error is NpgsqlException or StartupException or TimeoutException or IOException)
        {
            place.Leave(error.Message);
            return false;
        }
    }

    private async Task<bool> IsReadyAsync(Place place, CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(place.Logins.Runtime + ";Pooling=false"))
        {
            await connection.OpenAsync(cancellationToken);
            if (!await SchemaVersion.IsReadyAsync(connection, sets, cancellationToken)) return false;
        }

        await using var main = await places.Main.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await main.BeginTransactionAsync(cancellationToken);
        await using (var role = new NpgsqlCommand($"set local role {Roles.System}", main)) await role.ExecuteNonQueryAsync(cancellationToken);
        return await SharedRows.IsFilledAsync(main, place.Name, cancellationToken);
    }
}
