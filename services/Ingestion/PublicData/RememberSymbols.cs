using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Keeps the registry's symbols, so that this module knows which markets matter and which codes are strange.</summary>
internal sealed class RememberSymbols : IMessageHandler<AssetRegistryPublished>
{
    /// <inheritdoc/>
    public async Task HandleAsync(AssetRegistryPublished message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var symbols = message.Aliases.Select(a => a.Symbol).Distinct(StringComparer.Ordinal).ToArray();
        await transaction.ExecuteAsync("insert into ingestion.known_symbol select unnest($1::text[]) on conflict do nothing", [symbols], cancellationToken);
    }
}
