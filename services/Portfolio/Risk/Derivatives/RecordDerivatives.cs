using System.Text;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Overlaps;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>A venue said what an account holds in derivatives: kept, and whoever computes with it is told. What repeats another account does not count twice.</summary>
internal sealed class RecordDerivatives(ILiveChannel channel) : IMessageHandler<DerivativesReported>
{
    /// <summary>Live topic: derivatives of a tenant were told. Only a hint: they are looked at regularly too.</summary>
    public const string Topic = "derivatives-told";

    public async Task HandleAsync(DerivativesReported message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (await OverlapCheck.IsKnownAsync(transaction, message.Account, cancellationToken)) return;
        await DerivativeSql.WriteAsync(transaction, message, cancellationToken);
        await channel.PublishAsync(Topic, Encoding.ASCII.GetBytes(message.Tenant.ToString()), cancellationToken);
    }
}
