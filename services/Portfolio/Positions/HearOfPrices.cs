using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Reference prices were added: whoever keeps positions hears which assets can be priced now. Only a hint: missing prices are also asked for once a minute.</summary>
internal sealed class HearOfPrices(ILiveChannel channel) : IMessageHandler<ReferencePricesRecorded>
{
    public const string Topic = "reference-prices";

    public async Task HandleAsync(ReferencePricesRecorded message, IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        await channel.PublishAsync(Topic, JsonSerializer.SerializeToUtf8Bytes(message.Assets.Select(a => a.Value)), cancellationToken);

    public static IEnumerable<AssetId> Read(ReadOnlyMemory<byte> payload) => (JsonSerializer.Deserialize<string[]>(payload.Span) ?? []).Select(a => new AssetId(a));
}
