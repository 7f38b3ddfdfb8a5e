using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>This module's part of the schema.</summary>
internal static class TaxGraphQL
{
    public static void Add(IServiceCollection services) => services.AddProductGraphQL()
        .AddQueryType<TaxQueries>().AddMutationType<TaxMutations>().AddMutationType<TaxReportMutations>().AddMutationType<TaxClosingMutations>().AddSubscriptionType<TaxSubscriptions>()
        .AddTypeExtension(typeof(TaxEntityFields)).AddTypeExtension(typeof(TaxYearFields)).AddTypeExtension(typeof(TaxReportFields));
}
