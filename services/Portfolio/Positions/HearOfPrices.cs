using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Reference prices were added: noted with the message, so that the facts of every tenant follow them, and a hint to whoever keeps positions.</summary>
internal sealed class HearOfPrices(ILiveChannel channel) : IMessageHandler<ReferencePricesRecorded>
{
    public const string Topic = "reference-prices";

    public async Task HandleAsync(ReferencePricesRecorded message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await PriceNewsSql.TellAsync(transaction, message.Assets, message.From, message.To, cancellationToken);
        await channel.PublishAsync(Topic, "{}"u8.ToArray(), cancellationToken);
    }
}
