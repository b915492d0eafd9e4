from django.http import Http404


def figures_page(request):
    raise Http404


form_page = cell_page = excel_page = programmes_page = programme_page = figures_page
