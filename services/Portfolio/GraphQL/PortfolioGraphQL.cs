using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>This module's part of the schema.</summary>
internal static class PortfolioGraphQL
{
    public static void Add(IServiceCollection services) => services.AddProductGraphQL()
        .AddQueryType<PortfolioQueries>().AddMutationType<LedgerMutations>().AddMutationType<TreeMutations>().AddSubscriptionType<PortfolioSubscriptions>().AddSubscriptionType<RiskSubscriptions>()
        .AddTypeExtension(typeof(PortfolioFields)).AddTypeExtension(typeof(LedgerFields)).AddTypeExtension(typeof(PerformanceFields)).AddTypeExtension(typeof(PerformanceStudyFields)).AddTypeExtension(typeof(MovementFields)).AddTypeExtension(typeof(RiskFields)).AddTypeExtension(typeof(DerivativeFields)).AddTypeExtension(typeof(RiskStudyFields)).AddTypeExtension(typeof(RiskScenarioFields))
        .AddTypeExtension(typeof(ExplanationOfRisk)).AddTypeExtension(typeof(ExplanationOfCorrelation)).AddTypeExtension(typeof(ExplanationOfConcentration)).AddTypeExtension(typeof(RiskExplanationFields))
        .AddTypeExtension(typeof(ExplanationOfDerivatives)).AddTypeExtension(typeof(DerivativesExplanationFields))
        .AddTypeExtension(typeof(PortfolioExplanation)).AddTypeExtension(typeof(ViewerFields)).AddTypeExtension(typeof(TenantFields)).AddTypeExtension(typeof(AccountReconciliation)).AddTypeExtension(typeof(TransactionRecords));
}
