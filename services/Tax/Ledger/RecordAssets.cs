using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Keeps what Tax needs of the asset registry.</summary>
internal sealed class RecordAssets : IMessageHandler<AssetRegistryPublished>
{
    public async Task HandleAsync(AssetRegistryPublished message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into tax.asset (asset_id, symbol, kind) select * from unnest($1, $2, $3)
            on conflict (asset_id) do update set symbol = excluded.symbol, kind = excluded.kind
            """,
            transaction.Connection)
        {
            Parameters =
            {
                new() { Value = message.Assets.Select(a => a.Id.Value).ToArray() }, new() { Value = message.Assets.Select(a => a.Symbol).ToArray() }, new() { Value = message.Assets.Select(a => a.Kind).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
